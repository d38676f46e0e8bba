package dev.typesync.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.parser.plan.ClausePositions;
import dev.typesync.parser.plan.StatementPlan;
import dev.typesync.parser.reader.RoutineBody;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Parses random mutants of the statements of the corpus. The properties {@code typesync.fuzz.seconds} and
 * {@code typesync.fuzz.seed} set the duration and the seed.
 */
class FuzzTest {
    private static final long SECONDS = Long.getLong("typesync.fuzz.seconds", 60);
    private static final long SEED = Long.getLong("typesync.fuzz.seed", 42);
    private static final long MAX_MILLIS = 5_000;

    private static final String[] PIECES = {
        "'",
        "\"",
        "$$",
        "$x$",
        "(",
        ")",
        "[",
        "]",
        ";",
        ",",
        ".",
        "--",
        "/*",
        "*/",
        "\\",
        "?",
        "??",
        "E'",
        "U&\"",
        "\n",
        "\0",
        " WITH ",
        " AS (",
        " INSERT INTO ",
        " UPDATE ",
        " DELETE FROM ",
        " SET ",
        " WHERE ",
        " AND ",
        " OR ",
        " BETWEEN ",
        " CASE ",
        " END ",
        " RETURNING ",
        " ON CONFLICT ",
        " VALUES ",
        " IN (",
        " = ",
        "::",
        " UESCAPE '!'",
        "\uD800",
        "é",
        " BEGIN ATOMIC ",
        " FROM ",
        " ROW(",
        " ANY(",
        "=-",
        "1e",
        "0x",
        "{",
        "}"
    };

    private final Random random = new Random(SEED);
    private final List<String> seeds =
            Corpus.cases().stream().map(Corpus.Case::sql).toList();

    @Test
    void mutantsAreParsedInBoundedTime() {
        StatementParser parser = new StatementParser();
        long end = System.nanoTime() + SECONDS * 1_000_000_000;
        long count = 0;
        while (System.nanoTime() < end) {
            String sql = mutant();
            long before = System.nanoTime();
            check(parser, sql);
            long millis = (System.nanoTime() - before) / 1_000_000;
            assertThat(millis)
                    .as("time of mutant %d of seed %d: %s", count, SEED, sql)
                    .isLessThan(MAX_MILLIS);
            count++;
        }
        System.out.printf("fuzz: %d mutants of seed %d in %d s%n", count, SEED, SECONDS);
        assertThat(count).isPositive();
    }

    private static void check(StatementParser parser, String sql) {
        StatementParser.onlyReads(sql);
        RoutineBody.read(sql);
        int parameters = 1;
        int end = 0;
        for (StatementPlan plan : parser.parse(sql).statements()) {
            plan.keys(List.of("id"));
            plan.mentionedNames();
            ClausePositions clauses = plan.clauses();
            assertThat(clauses.start()).as(sql).isBetween(end, clauses.end());
            assertThat(clauses.verb()).as(sql).isLessThan(clauses.end());
            assertThat(plan.parameters().first()).as(sql).isEqualTo(parameters);
            assertThat(plan.reason()).as(sql).isNotEqualTo("it could not be read");
            parameters += plan.parameters().count();
            end = clauses.end();
        }
        assertThat(end).as(sql).isLessThanOrEqualTo(sql.length());
    }

    private String mutant() {
        StringBuilder text = new StringBuilder(seed());
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(5)) {
                case 0 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(8)));
                case 2 -> text.insert(at, seed());
                case 3 -> text.setLength(at);
                default -> text.insert(at, text.substring(0, random.nextInt(text.length() + 1)));
            }
        }
        return text.toString();
    }

    private String seed() {
        return seeds.get(random.nextInt(seeds.size()));
    }
}
