package dev.typesync.jartest.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Runs one program on two sides, and compares what they show. */
final class Comparison {
    /** Number of JDBC calls per run. Use {@code -Dtypesync.differential.calls=50000} for a long run. */
    static final long CALLS = Long.getLong("typesync.differential.calls", 8_000L);

    static final long SEED = Long.getLong("typesync.seed", 1);
    /** Maximum number of differences that are shown. Later ones may be consequences of the first. */
    static final int MAX_DIFFERENCES = Integer.getInteger("typesync.differential.differences", 3);

    /** A step whose calls are printed as the wrapped connection shows them. */
    private static final long SHOWN_STEP = Long.getLong("typesync.differential.step", 0);

    private static final int CONTEXT = 25;
    private static final Pattern CHANGES = Pattern.compile("\\b(update|delete|merge)\\b", Pattern.CASE_INSENSITIVE);

    private final Side plain;
    private final Side wrapped;
    private final List<String> before = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();

    Comparison(Side plain, Side wrapped) {
        this.plain = plain;
        this.wrapped = wrapped;
    }

    /** What is done after each step, for example a check of the outbox. */
    interface AfterStep {
        void run() throws Exception;
    }

    /** Returns the JDBC methods that the program called. */
    Set<String> run(Program plainProgram, Program wrappedProgram, AfterStep afterStep) throws Exception {
        while (plain.calls() < CALLS && differences.size() < MAX_DIFFERENCES) {
            plainProgram.step();
            wrappedProgram.step();
            compareStep();
            afterStep.run();
        }
        assertThat(differences).as("differences; typesync.seed=" + SEED).isEmpty();
        plainProgram.end();
        wrappedProgram.end();
        Set<String> methods = new TreeSet<>(plain.methods());
        System.out.println(plain.calls() + " calls of " + methods.size() + " methods");
        return methods;
    }

    private void compareStep() {
        List<String> expected = plain.takeSeen();
        List<String> actual = wrapped.takeSeen();
        if (wrapped.operations().step() == SHOWN_STEP) {
            System.out.println(String.join("\n", actual));
        }
        if (!expected.equals(actual)
                && !(isUnordered(expected) && sorted(expected).equals(sorted(actual)))) {
            differences.add(difference(expected, actual));
        }
        before.addAll(expected);
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

    private String difference(List<String> expected, List<String> actual) {
        int same = 0;
        while (same < Math.min(expected.size(), actual.size())
                && expected.get(same).equals(actual.get(same))) {
            same++;
        }
        return "before:\n" + String.join("\n", before.subList(Math.max(0, before.size() - CONTEXT), before.size()))
                + "\nin this step:\n" + String.join("\n", expected.subList(0, same))
                + "\nplain:\n" + String.join("\n", head(expected.subList(same, expected.size())))
                + "\nwrapped:\n" + String.join("\n", head(actual.subList(same, actual.size())));
    }

    private static List<String> head(List<String> lines) {
        return lines.subList(0, Math.min(4, lines.size()));
    }

    /** Asserts that all tables of the program have the same rows in both databases. */
    static void assertSameRows(Connection wrapped, Connection plain) throws SQLException {
        for (String table : strings(plain, """
                select quote_ident(relname) from pg_class
                where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'witness' order by relname""")) {
            String rows = "select t::text from " + table + " t order by t::text collate \"C\"";
            assertThat(strings(wrapped, rows)).as(table).isEqualTo(strings(plain, rows));
        }
    }

    static List<String> strings(Connection connection, String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
