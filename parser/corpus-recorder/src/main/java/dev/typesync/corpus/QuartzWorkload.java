package dev.typesync.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import org.quartz.Scheduler;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** A clustered scheduler with the JDBC job store. It schedules, fires, pauses, replaces and deletes jobs. */
final class QuartzWorkload implements FrameworkWorkload {
    private static final String TABLES = "/org/quartz/impl/jdbcjobstore/tables_postgres.sql";

    @Override
    public String framework() {
        return "Quartz 2.5.2";
    }

    @Override
    public void run(DataSource database) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(tables());
        }
        DBConnectionManager.getInstance().addConnectionProvider("recorded", provider(database));
        Scheduler scheduler = new StdSchedulerFactory(properties()).getScheduler();
        try {
            QuartzSchedule.run(scheduler);
        } finally {
            scheduler.shutdown(true);
        }
    }

    private static String tables() throws IOException {
        try (InputStream stream = Objects.requireNonNull(JobStoreTX.class.getResourceAsStream(TABLES), TABLES)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("org.quartz.scheduler.instanceName", "recorder");
        properties.setProperty("org.quartz.scheduler.instanceId", "host-1");
        properties.setProperty("org.quartz.threadPool.threadCount", "2");
        properties.setProperty("org.quartz.jobStore.class", JobStoreTX.class.getName());
        properties.setProperty(
                "org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
        properties.setProperty("org.quartz.jobStore.dataSource", "recorded");
        properties.setProperty("org.quartz.jobStore.isClustered", "true");
        properties.setProperty("org.quartz.jobStore.clusterCheckinInterval", "500");
        properties.setProperty("org.quartz.jobStore.misfireThreshold", "1000");
        return properties;
    }

    private static ConnectionProvider provider(DataSource database) {
        return new ConnectionProvider() {
            @Override
            public Connection getConnection() throws java.sql.SQLException {
                return database.getConnection();
            }

            @Override
            public void initialize() {}

            @Override
            public void shutdown() {}
        };
    }
}
