package dev.typesync.corpus;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** Migrates, validates, repairs, baselines and cleans, with typical migration scripts. */
final class FlywayWorkload implements FrameworkWorkload {
    private static final String SCRIPTS = "classpath:dev/typesync/corpus/flyway";

    @Override
    public String framework() {
        return "Flyway 13.12.0";
    }

    @Override
    public void run(DataSource database) throws SQLException {
        Flyway flyway = configuration(database).target("2").load();
        flyway.migrate();
        configuration(database).load().migrate();
        flyway.info();
        flyway.validate();
        flyway.repair();
        flyway.clean();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema old create table legacy (id int)");
        }
        Flyway legacy =
                configuration(database).schemas("old").defaultSchema("old").load();
        legacy.baseline();
        legacy.clean();
    }

    private static FluentConfiguration configuration(DataSource database) {
        FluentConfiguration configuration = Flyway.configure()
                .dataSource(database)
                .locations(SCRIPTS)
                .cleanDisabled(false)
                .outOfOrder(true)
                .schemas("app", "public")
                .createSchemas(true)
                .installedBy("recorder");
        // With it, CREATE INDEX CONCURRENTLY waits for the transaction that has Flyway's lock.
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration;
    }
}
