package dev.typesync.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SqlQuotingTest {
    @Test
    void identifierIsAlwaysInQuotes() {
        assertThat(SqlQuoting.identifier("books")).isEqualTo("\"books\"");
        assertThat(SqlQuoting.identifier("a\"b")).isEqualTo("\"a\"\"b\"");
        assertThat(SqlQuoting.identifier("a\\'b")).isEqualTo("\"a\\'b\"");
        assertThat(SqlQuoting.identifier("")).isEqualTo("\"\"");
    }

    @Test
    void quoteIdentQuotesOnlyWhereNeeded() {
        assertThat(SqlQuoting.quoteIdent("books_2")).isEqualTo("books_2");
        for (String name : List.of("Books", "1st", "order", "größe", "a$b", "a b", "a\\b", "")) {
            assertThat(SqlQuoting.quoteIdent(name)).as(name).isEqualTo("\"" + name + "\"");
        }
    }

    @Test
    void literalEscapesQuotesAndBackslashes() {
        assertThat(SqlQuoting.literal("books")).isEqualTo("'books'");
        assertThat(SqlQuoting.literal("it's")).isEqualTo("'it''s'");
        assertThat(SqlQuoting.literal("a\\'b")).isEqualTo(" E'a\\\\''b'");
        assertThat(SqlQuoting.literals(List.of("a", "\\"))).isEqualTo("'a',  E'\\\\'");
    }

    @Test
    void standardLiteralLeavesBackslashesAsTheyAre() {
        assertThat(SqlQuoting.standardLiteral("it's a\\b")).isEqualTo("'it''s a\\b'");
    }
}
