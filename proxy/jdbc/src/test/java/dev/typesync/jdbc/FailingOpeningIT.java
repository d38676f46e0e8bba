package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.core.BaseConnection;
import org.postgresql.ds.PGSimpleDataSource;

/** An opening that fails after the rights were checked. No later connection of the role prepares a replicator. */
class FailingOpeningIT {
    @TempDir
    Path directory;

    private final AtomicInteger openings = new AtomicInteger();

    @Test
    void startsTheReplicatorAllTheSame() throws Exception {
        ApplicationDatabase database = ApplicationDatabase.create(directory);
        String url = database.plainUrl(ApplicationDatabase.superuser());
        System.setProperty("typesync.config", database.configuration().toString());
        try {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> new TypesyncDataSource(hiding(url)).getConnection())
                    .withMessage("hidden");
        } finally {
            System.clearProperty("typesync.config");
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> openings.get() > 1); // the replicator's
    }

    /** A pool whose connections do not show pgjdbc's. */
    private DataSource hiding(String url) {
        return new PGSimpleDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                openings.incrementAndGet();
                return hiding(DriverManager.getConnection(url));
            }
        };
    }

    private static Connection hiding(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                FailingOpeningIT.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, values) -> {
                    if (method.getName().equals("unwrap") && values[0] == BaseConnection.class) {
                        throw new SQLException("hidden");
                    }
                    try {
                        return method.invoke(connection, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
