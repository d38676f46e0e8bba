package dev.typesync.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.typesync.testkit.FaultyProxy;
import dev.typesync.testkit.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A link never waits for a server that does not answer, and checks each connection before it is used. */
class DatabaseLinkIT {
    private static final Duration NETWORK_TIMEOUT = Duration.ofMillis(500);

    private final AtomicInteger checks = new AtomicInteger();
    private FaultyProxy proxy;
    private DatabaseLink link;

    @BeforeEach
    void open() {
        proxy = FaultyProxy.to("127.0.0.1", SharedServers.postgres().port());
        link = new DatabaseLink(this::connect, NETWORK_TIMEOUT, opened -> checks.incrementAndGet());
    }

    @AfterEach
    void close() {
        link.close();
        proxy.close();
    }

    @Test
    void failsAStatementWhoseConnectionIsCutOffSilentlyAndConnectsAgain() throws SQLException {
        link.execute(DatabaseLinkIT::ask);
        proxy.hang();
        assertThatThrownBy(() -> link.execute(DatabaseLinkIT::ask)).isInstanceOf(SQLException.class);
        proxy.pass();

        link.execute(DatabaseLinkIT::ask);
        assertThat(checks).hasValue(2);
    }

    @Test
    void failsAStatementThatTakesTooLong() {
        assertThatThrownBy(() -> link.execute(connection -> sql(connection, "select pg_sleep(60)")))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void usesNoConnectionWhoseCheckFails() throws SQLException {
        try (DatabaseLink checked = new DatabaseLink(this::connect, NETWORK_TIMEOUT, opened -> {
            throw new SQLException("another database", "08004");
        })) {
            AtomicInteger used = new AtomicInteger();
            assertThatThrownBy(() -> checked.execute(connection -> used.incrementAndGet()))
                    .hasMessage("another database");
            assertThat(used).hasValue(0);
        }
    }

    @Test
    void givesABorrowedConnectionBackWithItsOwnNetworkTimeout() throws SQLException {
        try (Connection borrowed = connect()) {
            borrowed.setNetworkTimeout(Runnable::run, 12_345);
            Kept kept = new Kept(borrowed);
            try (DatabaseLink borrowing = new DatabaseLink(kept::lend, NETWORK_TIMEOUT, opened -> {})) {
                borrowing.execute(DatabaseLinkIT::ask);
                assertThat(borrowed.getNetworkTimeout()).isEqualTo(500);
            }
            assertThat(kept.timeoutAtClose).isEqualTo(12_345);
        }
    }

    /** A pool of one connection, which records the network timeout that it is given back with. */
    private static final class Kept {
        private final Connection connection;
        private int timeoutAtClose;

        Kept(Connection connection) {
            this.connection = connection;
        }

        Connection lend() {
            return (Connection) java.lang.reflect.Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("close")) {
                            timeoutAtClose = connection.getNetworkTimeout();
                            return null;
                        }
                        return method.invoke(connection, arguments);
                    });
        }
    }

    private static void ask(Connection connection) throws SQLException {
        sql(connection, "select 1");
    }

    private static void sql(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + proxy.port() + "/postgres?user="
                + SharedServers.postgres().superuser());
    }
}
