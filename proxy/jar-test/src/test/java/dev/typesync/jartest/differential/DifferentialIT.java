package dev.typesync.jartest.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.jartest.Deployment;
import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.SharedServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
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
 * Runs one random program on a bare and on a wrapped connection, and compares every update count, generated key,
 * result, metadata, warning and exception; then the rows of both databases; then the outbox with what triggers saw.
 */
class DifferentialIT {
    /** Calls into JDBC of each run; {@code -Dtypesync.differential.calls=50000} for a long one. */
    private static final long CALLS = Long.getLong("typesync.differential.calls", 8_000L);

    private static final long SEED = Long.getLong("typesync.seed", 1);
    /** So many differences are shown at most; those behind the first may follow from it. */
    private static final int ENOUGH = Integer.getInteger("typesync.differential.differences", 3);

    /**
     * What pgjdbc has forgotten of a text shows where it cuts a batch, under autocommit, when an entry fails. It forgets
     * when there are more texts than this, and typesync has some of its own.
     */
    static final String NOTHING_IS_FORGOTTEN = "&preparedStatementCacheQueries=4000&preparedStatementCacheSizeMiB=100";

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
    void showsTheApplicationWhatTheBareDriverShows(String parameters) throws Exception {
        long seed = SEED + parameters.hashCode();
        System.out.println("typesync.seed=" + SEED + " " + parameters);
        Deployment shop =
                Deployment.create(POSTGRES, SharedServers.typesense(), directory, Tables.DDL, Tables.COLLECTIONS);
        String twin = bareTwin();
        String wrappedUrl = shop.url("typesync.replicator=external&typesync.config=" + shop.configuration() + "&"
                + parameters + NOTHING_IS_FORGOTTEN);
        String bareUrl = POSTGRES.url(twin) + "&" + parameters + NOTHING_IS_FORGOTTEN;

        try (Connection bare = DriverManager.getConnection(bareUrl);
                Connection wrapped = DriverManager.getConnection(wrappedUrl);
                Connection observer = shop.connectPlain()) {
            Set<String> methods = compare(
                    new Side(bare, seed, new Rendering(twin)), new Side(wrapped, seed, new Rendering(shop.database())));
            assertThat(methods).hasSizeGreaterThanOrEqualTo(60);
            sameRows(observer, twin);
            capturedWhatTheTriggersSaw(new Witness(observer));
        }
    }

    static String bareTwin() throws Exception {
        String twin = POSTGRES.createDatabase();
        try (Connection connection = POSTGRES.connect(twin);
                Statement statement = connection.createStatement()) {
            statement.execute(Tables.DDL);
        }
        return twin;
    }

    private static Set<String> compare(Side bare, Side wrapped) throws Exception {
        Program bareProgram = new Program(bare, false);
        Program wrappedProgram = new Program(wrapped, false);
        List<String> before = new ArrayList<>();
        List<String> differences = new ArrayList<>();
        while (bare.calls() < CALLS && differences.size() < ENOUGH) {
            bareProgram.step();
            wrappedProgram.step();
            List<String> expected = bare.takeSeen();
            List<String> actual = wrapped.takeSeen();
            if (!expected.equals(actual)
                    && !(isUnordered(expected) && sorted(expected).equals(sorted(actual)))) {
                differences.add(difference(before, expected, actual));
            }
            before.addAll(expected);
        }
        assertThat(differences).as("differences; typesync.seed=" + SEED).isEmpty();
        bareProgram.end();
        wrappedProgram.end();
        Set<String> methods = new TreeSet<>(bare.methods());
        System.out.println(bare.calls() + " calls of " + methods.size() + " methods");
        return methods;
    }

    /**
     * In what order an UPDATE or DELETE gives its rows depends on where they lie, and that on who read the page before: a
     * mere SELECT, of our locks too, clears it of dead rows.
     */
    private static boolean isUnordered(List<String> seen) {
        return seen.stream()
                .anyMatch(line ->
                        line.contains("returning") || CHANGES.matcher(line).find());
    }

    /** With the rows in the order of their content, without their numbers. */
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
                + "\nbare:\n" + String.join("\n", head(expected.subList(same, expected.size())))
                + "\nwrapped:\n" + String.join("\n", head(actual.subList(same, actual.size())));
    }

    static List<String> tail(List<String> lines, int count) {
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    private static List<String> head(List<String> lines) {
        return lines.subList(0, Math.min(4, lines.size()));
    }

    static void sameRows(Connection observer, String twin) throws Exception {
        try (Connection bare = POSTGRES.connect(twin)) {
            for (String table : List.of("item", "note", "line", "tag", "mention", "plain")) {
                assertThat(dump(observer, table)).as(table).isEqualTo(dump(bare, table));
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

    private static void capturedWhatTheTriggersSaw(Witness witness) throws Exception {
        System.out.println(witness.witnessed() + " keys witnessed, " + witness.superfluous() + " more captured, marks "
                + witness.marks());
        assertThat(witness.missed())
                .as("keys that the triggers saw and the outbox does not know")
                .isEmpty();
    }
}
