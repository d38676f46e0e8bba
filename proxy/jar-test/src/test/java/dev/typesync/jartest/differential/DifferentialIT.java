package dev.typesync.jartest.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.jartest.Deployment;
import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.SharedServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs one random program on a plain and on a wrapped connection. It compares every update count, generated key,
 * result, metadata, warning and exception, then the rows of both databases, then the outbox with the keys that triggers
 * saw.
 */
class DifferentialIT {
    /** Number of JDBC calls per run. Use {@code -Dtypesync.differential.calls=50000} for a long run. */
    private static final long CALLS = Long.getLong("typesync.differential.calls", 8_000L);

    private static final long SEED = Long.getLong("typesync.seed", 1);
    /** Maximum number of differences that are shown. Later ones may be consequences of the first. */
    static final int MAX_DIFFERENCES = Integer.getInteger("typesync.differential.differences", 3);

    /**
     * Under autocommit, what pgjdbc remembers of a statement decides where it splits a batch. That is visible when an
     * entry fails. pgjdbc forgets statements when its cache is full, and typesync adds statements to it, so the cache
     * is large here.
     */
    static final String LARGE_STATEMENT_CACHE = "&preparedStatementCacheQueries=4000&preparedStatementCacheSizeMiB=100";

    /** A step whose calls are printed as the wrapped connection shows them. */
    private static final long SHOWN_STEP = Long.getLong("typesync.differential.step", 0);

    private static final int CONTEXT = 25;
    private static final Pattern CHANGES = Pattern.compile("\\b(update|delete)\\b", Pattern.CASE_INSENSITIVE);
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
        long seed = SEED + parameters.hashCode();
        System.out.println("typesync.seed=" + SEED + " " + parameters);
        Deployment shop =
                Deployment.create(POSTGRES, SharedServers.typesense(), directory, Tables.DDL, Tables.COLLECTIONS);
        String plainDatabase = createPlainDatabase();
        String wrappedUrl = shop.url("typesync.replicator=external&typesync.config=" + shop.configuration() + "&"
                + parameters + LARGE_STATEMENT_CACHE);
        String plainUrl = POSTGRES.url(plainDatabase) + "&" + parameters + LARGE_STATEMENT_CACHE;

        try (Connection plain = DriverManager.getConnection(plainUrl);
                Connection wrapped = DriverManager.getConnection(wrappedUrl);
                Connection observer = shop.connectPlain()) {
            Side wrappedSide = new Side(wrapped, seed, new Rendering(shop.database()));
            Set<String> methods = compare(new Side(plain, seed, new Rendering(plainDatabase)), wrappedSide);
            assertThat(methods).hasSizeGreaterThanOrEqualTo(60);
            assertSameRows(observer, plainDatabase);
            OutboxCheck check = new OutboxCheck(observer);
            assertTriggerKeysAreCaptured(check);
            assertMarksAreAllowed(check.markedInsteadOfKeys(
                    wrappedSide.operations(), new AllowedMarks(parameters, version(observer), false)));
        }
    }

    static String createPlainDatabase() throws Exception {
        String plainDatabase = POSTGRES.createDatabase();
        try (Connection connection = POSTGRES.connect(plainDatabase);
                Statement statement = connection.createStatement()) {
            statement.execute(Tables.DDL);
        }
        return plainDatabase;
    }

    private static Set<String> compare(Side plain, Side wrapped) throws Exception {
        Program plainProgram = new Program(plain, false);
        Program wrappedProgram = new Program(wrapped, false);
        List<String> before = new ArrayList<>();
        List<String> differences = new ArrayList<>();
        while (plain.calls() < CALLS && differences.size() < MAX_DIFFERENCES) {
            plainProgram.step();
            wrappedProgram.step();
            List<String> expected = plain.takeSeen();
            List<String> actual = wrapped.takeSeen();
            if (wrapped.operations().step() == SHOWN_STEP) {
                System.out.println(String.join("\n", actual));
            }
            if (!expected.equals(actual)
                    && !(isUnordered(expected) && sorted(expected).equals(sorted(actual)))) {
                differences.add(difference(before, expected, actual));
            }
            before.addAll(expected);
        }
        assertThat(differences).as("differences; typesync.seed=" + SEED).isEmpty();
        plainProgram.end();
        wrappedProgram.end();
        Set<String> methods = new TreeSet<>(plain.methods());
        System.out.println(plain.calls() + " calls of " + methods.size() + " methods");
        return methods;
    }

    /**
     * The order of rows that an UPDATE or DELETE returns depends on their place in the page. That depends on who read
     * the page before: even a SELECT, such as the one that locks rows for typesync, removes dead rows from it.
     */
    private static boolean isUnordered(List<String> seen) {
        return seen.stream()
                .anyMatch(line ->
                        line.contains("returning") || CHANGES.matcher(line).find());
    }

    /** The lines sorted by their content, without row numbers. */
    private static List<String> sorted(List<String> seen) {
        return seen.stream()
                .flatMap(String::lines)
                .map(line -> line.replaceFirst("^  \\d+: ", ""))
                .sorted()
                .toList();
    }

    static String difference(List<String> before, List<String> expected, List<String> actual) {
        int same = 0;
        while (same < Math.min(expected.size(), actual.size())
                && expected.get(same).equals(actual.get(same))) {
            same++;
        }
        return "before:\n" + String.join("\n", tail(before, CONTEXT)) + "\nin this step:\n"
                + String.join("\n", expected.subList(0, same))
                + "\nplain:\n" + String.join("\n", head(expected.subList(same, expected.size())))
                + "\nwrapped:\n" + String.join("\n", head(actual.subList(same, actual.size())));
    }

    static List<String> tail(List<String> lines, int count) {
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    private static List<String> head(List<String> lines) {
        return lines.subList(0, Math.min(4, lines.size()));
    }

    static void assertSameRows(Connection observer, String plainDatabase) throws Exception {
        try (Connection plain = POSTGRES.connect(plainDatabase)) {
            for (String table : List.of("item", "note", "line", "tag", "mention", "plain")) {
                assertThat(dump(observer, table)).as(table).isEqualTo(dump(plain, table));
            }
        }
    }

    private static List<String> dump(Connection connection, String table) throws Exception {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select t::text from " + table + " t order by t::text collate \"C\"")) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }

    private static void assertTriggerKeysAreCaptured(OutboxCheck check) throws Exception {
        System.out.println(check.countWitnessedKeys() + " keys witnessed, " + check.countSuperfluousKeys()
                + " more captured, marks " + check.marks());
        assertThat(check.missingKeys())
                .as("keys that the triggers saw, but the outbox does not contain")
                .isEmpty();
    }

    static int version(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion();
    }

    private static void assertMarksAreAllowed(List<String> marked) {
        assertThat(marked.stream().limit(MAX_DIFFERENCES))
                .as(
                        "keys that were promised, but are only covered by a mark: %d; typesync.seed=%d",
                        marked.size(), SEED)
                .isEmpty();
    }
}
