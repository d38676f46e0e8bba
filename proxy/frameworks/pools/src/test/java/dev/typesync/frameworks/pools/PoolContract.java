package dev.typesync.frameworks.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.typesync.testkit.Deployment;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What every pool must do with the prefix as it does with the plain URL. */
abstract class PoolContract extends ComparedBookStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** Opens the pool. It tests a connection before it lends it, if it does so at all. */
    abstract OpenPool open(String url, PoolSettings settings) throws Exception;

    @Test
    void lendsConnections() throws Exception {
        compare(PoolSettings.USUAL, BookStore::work);
    }

    @Test
    void turnsAutoCommitOff() throws Exception {
        List<Object> seen = compare(PoolSettings.MANUAL_COMMIT, BookStore::workWithoutAutoCommit);
        assertThat(seen).first().isEqualTo(false);
    }

    @Test
    void keepsPreparedStatements() throws Exception {
        compare(PoolSettings.STATEMENT_CACHE, BookStore::repeat);
    }

    @Test
    void resetsConnections() throws Exception {
        compare(PoolSettings.ONE_CONNECTION, ConnectionState::change);
    }

    @Test
    void replacesAConnectionThatIsKilled() throws Exception {
        compare(PoolSettings.ONE_CONNECTION, pool -> new KilledConnection(pool, change().plain()).whileLent());
    }

    @Test
    void replacesAConnectionThatIsKilledWhileItIsIdle() throws Exception {
        compare(PoolSettings.ONE_CONNECTION, pool -> new KilledConnection(pool, change().plain()).whileIdle());
    }

    @Test
    void closesItsConnections() throws Exception {
        change().compare(url -> {
            try (OpenPool pool = open(url + "&ApplicationName=pool", PoolSettings.USUAL);
                    Connection connection = pool.dataSource().getConnection()) {
                assertThat(connection.isValid(5)).isTrue();
                BookStore.work(pool.dataSource());
                assertThat(connections(url)).isPositive();
            }
            await().atMost(TIMEOUT).until(() -> connections(url) == 0);
            return true;
        });
    }

    /** A unit of work on connections of a pool. Returns what the application saw. */
    @FunctionalInterface
    interface Work {
        List<Object> run(DataSource pool) throws Exception;
    }

    private List<Object> compare(PoolSettings settings, Work work) throws Exception {
        return change().compare(url -> {
            try (OpenPool pool = open(url, settings)) {
                return work.run(pool.dataSource());
            }
        });
    }

    private long connections(String url) throws SQLException {
        Deployment deployment = url.equals(change().plain().plainUrl()) ? change().plain() : change().prefixed();
        return ServerSessions.count(deployment, "pool");
    }
}
