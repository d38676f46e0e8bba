package dev.typesync.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.parser.plan.DeleteShape;
import dev.typesync.parser.plan.TextSpan;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parts of a DELETE that a SELECT of the same rows has too. */
class DeleteShapeTest {
    private final StatementParser parser = new StatementParser();

    private @Nullable DeleteShape shape(String sql) {
        return parser.parse(sql).statements().get(0).delete();
    }

    private static @Nullable String text(@Nullable TextSpan span, String sql) {
        return span == null ? null : span.textIn(sql);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "delete from t                                             | t                | | ",
                "delete from only s.t * as x where id = ? -- done          | only s.t * as x  | | id = ?",
                "DELETE FROM t u USING a, b WHERE u.id = a.id RETURNING id | t u              | a, b | u.id = a.id",
                "with w as (select 1) delete from \"T\" using w            | \"T\"            | w | ",
                "delete from t where a in (select b from c where d = 1);   | t                | |"
                        + " a in (select b from c where d = 1)",
            })
    void partsAreFound(String sql, String relation, @Nullable String using, @Nullable String where) {
        DeleteShape shape = shape(sql);
        assertThat(shape).isNotNull();
        assertThat(shape.relation().textIn(sql)).isEqualTo(relation);
        assertThat(text(shape.using(), sql)).isEqualTo(using);
        assertThat(text(shape.where(), sql)).isEqualTo(where);
    }

    @Test
    void currentRowOfACursorHasNoShape() {
        assertThat(shape("delete from t where current of c")).isNull();
        assertThat(shape("delete from t x y where a = 1")).isNull();
        assertThat(shape("update t set a = 1 where b = 2")).isNull();
    }
}
