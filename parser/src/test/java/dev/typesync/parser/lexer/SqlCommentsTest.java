package dev.typesync.parser.lexer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlCommentsTest {
    /** The character « marks the end of the comment that starts the text. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- a line«\ncall p()",
                "-- a line«\r\ncall p()",
                "-- a line«\rcall p()",
                "--«",
                "-- at the end«",
                "/* a */« call p()",
                "/* a /* nested */ b */« call p()",
                "/**/«",
                "/*/ */«",
                "/* not closed {call f()}«",
                "/* /* */ not closed«",
                "/*«",
            })
    void skipsTheComment(String marked) {
        String sql = marked.replace("«", "");
        assertThat(SqlComments.skip(sql, 0)).isEqualTo(marked.indexOf('«'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"call p()", " -- a", "- -", "-", "/", "/ *", "*/", "'-- a'"})
    void staysWhereNoCommentStarts(String sql) {
        assertThat(SqlComments.skip(sql, 0)).isZero();
    }

    @Test
    void skipsFromAnyOffset() {
        assertThat(SqlComments.skip("a /* b */ c", 2)).isEqualTo(9);
        assertThat(SqlComments.skip("a /* b */ c", 3)).isEqualTo(3);
    }
}
