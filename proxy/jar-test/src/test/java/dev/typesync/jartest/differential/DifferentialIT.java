package dev.typesync.jartest.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.testkit.Deployment;
import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.SharedServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs one random program on a plain and on a wrapped connection. It compares every update count, generated key,
 * result, metadata, warning and exception, then the rows of both databases, then the outbox with the keys that triggers
 * saw. A mark counts only where {@link AllowedMarks} allows it.
 */
class DifferentialIT {
    /**
     * Under autocommit, what pgjdbc remembers of a statement decides where it splits a batch. That is visible when an
     * entry fails. pgjdbc forgets statements when its cache is full, and typesync adds statements to it, so the cache
     * is large here.
     */
    static final String LARGE_STATEMENT_CACHE = "&preparedStatementCacheQueries=4000&preparedStatementCacheSizeMiB=100";

    private static final PostgresServer POSTGRES = SharedServers.postgres();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reWriteBatchedInserts=false",
                "reWriteBatchedInserts=true",
                "prepareThreshold=1&reWriteBatchedInserts=true",
                "autosave=always",
                "autosave=always&reWriteBatchedInserts=true",
                "defaultRowFetchSize=3",
                "preferQueryMode=extendedForPrepared",
                "preferQueryMode=simple"
            })
    void showsTheApplicationWhatThePlainDriverShows(String parameters) throws Exception {
        assertThat(compare(Surroundings.ORDINARY, parameters)).hasSizeGreaterThanOrEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource({
        "TRIGGERS, reWriteBatchedInserts=true",
        "TRIGGERS, autosave=always",
        "TRIGGERS, preferQueryMode=simple",
        "DDL, reWriteBatchedInserts=true",
        "DDL, autosave=always",
        "DDL, preferQueryMode=simple",
        "SETTINGS, reWriteBatchedInserts=true",
        "SETTINGS, autosave=always",
        "SETTINGS, preferQueryMode=simple",
        "HOSTILE, reWriteBatchedInserts=true",
        "HOSTILE, autosave=always",
        "HOSTILE, preferQueryMode=simple",
    })
    void showsTheSameInOtherSurroundings(Surroundings surroundings, String parameters) throws Exception {
        compare(surroundings, parameters);
    }

    private Set<String> compare(Surroundings surroundings, String parameters) throws Exception {
        long seed = Comparison.SEED + parameters.hashCode();
        System.out.println("typesync.seed=" + Comparison.SEED + " " + surroundings + " " + parameters);
        String ddl = Tables.DDL + surroundings.ddl();
        Deployment shop = Deployment.create(
                POSTGRES, SharedServers.typesense(), directory, ddl, Tables.COLLECTIONS + surroundings.collections());
        String plainDatabase = createPlainDatabase(ddl);
        String urlParameters = parameters + surroundings.urlParameters();
        String wrappedUrl = shop.url("typesync.replicator=external&typesync.config=" + shop.configuration() + "&"
                + urlParameters + LARGE_STATEMENT_CACHE);
        try (Connection plain = DriverManager.getConnection(plainUrl(plainDatabase, urlParameters));
                Connection wrapped = DriverManager.getConnection(wrappedUrl);
                Connection observer = shop.connectPlain();
                Connection plainObserver = POSTGRES.connect(plainDatabase)) {
            Side plainSide = new Side(plain, seed, new Rendering(plainDatabase));
            Side wrappedSide = new Side(wrapped, seed, new Rendering(shop.database()));
            Snapshots snapshots = new Snapshots(observer, Tables.COLLECTIONS + surroundings.collections());
            Set<String> methods = new Comparison(plainSide, wrappedSide)
                    .run(
                            new Program(plainSide, surroundings, false),
                            new Program(wrappedSide, surroundings, false),
                            () -> assertChangesAreSeen(wrappedSide, snapshots));
            Comparison.assertSameRows(observer, plainObserver);
            new OutboxCheck(observer)
                    .assertKeysAreCaptured(wrappedSide.operations(), AllowedMarks.of(observer, parameters, false));
            return methods;
        }
    }

    private static void assertChangesAreSeen(Side wrapped, Snapshots snapshots) throws SQLException {
        if (Program.endsTransactions(wrapped.operations().step())) {
            assertThat(snapshots.uncovered())
                    .as(
                            "changed rows of which the outbox has neither key nor mark, before step %d; typesync.seed=%d",
                            wrapped.operations().step(), Comparison.SEED)
                    .isEmpty();
        }
    }

    static String createPlainDatabase(String ddl) throws Exception {
        String plainDatabase = POSTGRES.createDatabase();
        try (Connection connection = POSTGRES.connect(plainDatabase);
                Statement statement = connection.createStatement()) {
            statement.execute(ddl);
        }
        return plainDatabase;
    }

    static String plainUrl(String plainDatabase, String parameters) {
        return POSTGRES.url(plainDatabase) + "&" + parameters + LARGE_STATEMENT_CACHE;
    }
}
