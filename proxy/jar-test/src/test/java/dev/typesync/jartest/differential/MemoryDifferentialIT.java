package dev.typesync.jartest.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.typesync.testkit.Deployment;
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
import org.awaitility.core.ConditionTimeoutException;
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
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final PostgresServer POSTGRES = SharedServers.postgres();

    @TempDir
    private Path directory;

    private AllowedMarks allowed;
    private final List<String> notPublished = new ArrayList<>();
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
        long seed = Comparison.SEED + parameters.hashCode();
        System.out.println("typesync.seed=" + Comparison.SEED + " " + parameters);
        Deployment shop =
                Deployment.create(POSTGRES, SharedServers.typesense(), directory, Tables.DDL, Tables.IN_MEMORY);
        String plainDatabase = DifferentialIT.createPlainDatabase(Tables.DDL);
        try (Connection plain = DriverManager.getConnection(DifferentialIT.plainUrl(plainDatabase, parameters));
                Connection wrapped = DriverManager.getConnection(shop.url("typesync.config=" + shop.configuration()
                        + "&" + parameters + DifferentialIT.LARGE_STATEMENT_CACHE));
                Connection observer = shop.connectPlain();
                Connection plainObserver = POSTGRES.connect(plainDatabase)) {
            execute(observer, "truncate witness");
            allowed = AllowedMarks.of(observer, parameters, true);
            Side plainSide = new Side(plain, seed, Rendering.sorted(plainDatabase));
            Side wrappedSide = new Side(wrapped, seed, Rendering.sorted(shop.database()));
            new Comparison(plainSide, wrappedSide)
                    .run(
                            new Program(plainSide, Surroundings.ORDINARY, true),
                            new Program(wrappedSide, Surroundings.ORDINARY, true),
                            () -> checkIfIdle(wrappedSide, observer));
            check(wrappedSide.operations(), observer);
            Comparison.assertSameRows(observer, plainObserver);
        }
        assertThat(notPublished.stream().limit(Comparison.MAX_DIFFERENCES))
                .as("keys that triggers saw, but that no listener got, or only as a mark; typesync.seed="
                        + Comparison.SEED)
                .isEmpty();
        System.out.println(witnessed + " keys witnessed, " + inMarkedTables + " of them in tables that were marked");
        assertThat(inMarkedTables).as("keys that only a mark covers").isLessThan(witnessed);
    }

    private void checkIfIdle(Side wrapped, Connection observer) throws SQLException {
        if (wrapped.connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.IDLE) {
            check(wrapped.operations(), observer);
        }
    }

    /** Waits until the listeners have got what triggers saw since the last check. */
    private void check(Operations operations, Connection observer) throws SQLException {
        List<WitnessedKey> seen = takeWitnessed(observer);
        if (seen.isEmpty()) {
            return;
        }
        witnessed += seen.size();
        try {
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(TIMEOUT)
                    .until(() -> seen.stream().allMatch(key -> isPublished(operations, key)));
        } catch (ConditionTimeoutException e) {
            seen.stream()
                    .filter(key -> !isPublished(operations, key))
                    .forEach(key -> notPublished.add(description(operations, key)));
        }
        inMarkedTables +=
                seen.stream().filter(key -> PublishedKeys.isMarked(key.table())).count();
        PublishedKeys.clear();
    }

    /** As a key, or as a mark where one is allowed. */
    private boolean isPublished(Operations operations, WitnessedKey key) {
        return PublishedKeys.containsKey(key.name())
                || (PublishedKeys.isMarked(key.table()) && allowed.allow(operations.at(key.at()), key));
    }

    private String description(Operations operations, WitnessedKey key) {
        return (PublishedKeys.isMarked(key.table()) ? "marked: " : "missing: ") + key + " by "
                + operations.at(key.at());
    }

    private static List<WitnessedKey> takeWitnessed(Connection observer) throws SQLException {
        List<WitnessedKey> seen = new ArrayList<>();
        try (Statement statement = observer.createStatement();
                ResultSet row = statement.executeQuery("delete from witness returning *")) {
            while (row.next()) {
                seen.add(WitnessedKey.read(row));
            }
        }
        return seen;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
