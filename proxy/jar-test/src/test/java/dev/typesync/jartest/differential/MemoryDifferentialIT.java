package dev.typesync.jartest.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.typesync.jartest.Deployment;
import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.SharedServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * The differential test with changes in memory. The application must see what the plain driver shows. After each
 * transaction, the listeners must have received every key that the triggers saw.
 */
class MemoryDifferentialIT {
    private static final long CALLS = Long.getLong("typesync.differential.calls", 8_000L);
    private static final long SEED = Long.getLong("typesync.seed", 1);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final PostgresServer POSTGRES = SharedServers.postgres();

    @TempDir
    private Path directory;

    private long witnessed;
    private long inMarkedTables;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reWriteBatchedInserts=false",
                "reWriteBatchedInserts=true",
                "prepareThreshold=1",
                "autosave=always",
                "defaultRowFetchSize=3",
                "preferQueryMode=simple"
            })
    void showsWhatThePlainDriverShowsAndPublishesWhatTheTriggersSaw(String parameters) throws Exception {
        long seed = SEED + parameters.hashCode();
        System.out.println("typesync.seed=" + SEED + " " + parameters);
        Deployment shop =
                Deployment.create(POSTGRES, SharedServers.typesense(), directory, Tables.DDL, Tables.IN_MEMORY);
        String plainDatabase = DifferentialIT.createPlainDatabase();
        try (Connection plain = DriverManager.getConnection(
                        POSTGRES.url(plainDatabase) + "&" + parameters + DifferentialIT.LARGE_STATEMENT_CACHE);
                Connection wrapped = DriverManager.getConnection(shop.url("typesync.config=" + shop.configuration()
                        + "&" + parameters + DifferentialIT.LARGE_STATEMENT_CACHE));
                Connection observer = shop.connectPlain()) {
            execute(observer, "truncate witness");
            compare(
                    new Side(plain, seed, Rendering.sorted(plainDatabase)),
                    new Side(wrapped, seed, Rendering.sorted(shop.database())),
                    observer);
            DifferentialIT.assertSameRows(observer, plainDatabase);
        }
        System.out.println(witnessed + " keys witnessed, " + inMarkedTables + " of them in tables that were marked");
        assertThat(inMarkedTables).as("keys that only a mark covers").isLessThan(witnessed);
    }

    private void compare(Side plain, Side wrapped, Connection observer) throws Exception {
        Program plainProgram = new Program(plain, true);
        Program wrappedProgram = new Program(wrapped, true);
        List<String> before = new ArrayList<>();
        while (plain.calls() < CALLS) {
            plainProgram.step();
            wrappedProgram.step();
            List<String> expected = plain.takeSeen();
            List<String> actual = wrapped.takeSeen();
            if (!expected.equals(actual)) {
                throw new AssertionError(DifferentialIT.difference(before, expected, actual));
            }
            before.addAll(expected);
            if (wrapped.connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.IDLE) {
                check(observer, before);
            }
        }
        plainProgram.end();
        wrappedProgram.end();
        check(observer, before);
    }

    private void check(Connection observer, List<String> before) throws SQLException {
        List<String> seen = new ArrayList<>();
        try (Statement statement = observer.createStatement();
                ResultSet row = statement.executeQuery("delete from witness returning tbl || ' ' || key")) {
            while (row.next()) {
                seen.add(row.getString(1));
            }
        }
        if (seen.isEmpty()) {
            return;
        }
        witnessed += seen.size();
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(seen)
                        .as(() ->
                                "keys that triggers saw, after\n" + String.join("\n", DifferentialIT.tail(before, 60)))
                        .allMatch(PublishedKeys::contains));
        inMarkedTables += seen.stream()
                .filter(key -> PublishedKeys.isMarked(key.substring(0, key.indexOf(' '))))
                .count();
        PublishedKeys.clear();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
