package dev.typesync.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.parser.plan.WithWrite;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The writes that are items of a statement's WITH. */
class WithWriteTest {
    private final StatementParser parser = new StatementParser();

    private List<WithWrite> writes(String sql) {
        return parser.parse(sql).statements().get(0).withWrites();
    }

    @Test
    void offsetsOfAnItem() {
        String sql = "with a as (select 1), \"X\" ( i ) as not materialized ( /* c */ delete from t where b in (1)"
                + " returning id, (c) as d /* e */ ) insert into u select * from \"X\"";
        WithWrite write = writes(sql).get(0);
        assertThat(write.name().textIn(sql)).isEqualTo("\"X\"");
        assertThat(write.columnList()).isTrue();
        assertThat(write.header(sql)).isEqualTo("\"X\" ( i ) as not materialized ( /* c */ ");
        assertThat(write.body().textIn(sql)).startsWith("delete from t").endsWith("(c) as d");
        assertThat(sql.substring(write.returning())).startsWith("returning id");
        assertThat(write.returningItems().stream().map(item -> item.textIn(sql)))
                .containsExactly("id", "(c) as d");
        assertThat(write.target().name().table()).isEqualTo("t");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "delete from t returning id, t.V, a.b.\"C\" | id,v,C",
                "delete from t returning upper(v) as u      | u",
                "update t set v = 1 returning v + 1         | ",
                "update t set v = 1 returning upper(v)      | ",
                "update t set v = 1 returning v w           | ",
                "update t set v = 1 returning true          | ",
                "delete from t returning *                  | ",
                "update t set v = 1 returning with (old as o) o.v | ",
            })
    void labelsAreThoseOfTheText(String write, String labels) {
        List<String> found = writes("with x as (" + write + ") select 1").get(0).labels();
        assertThat(found == null ? null : String.join(",", found)).isEqualTo(labels);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "delete from t where a = 1 returning *          | true",
                "insert into t select * from u returning *      | true",
                "update t set v = (select 1 from u) returning * | true",
                "delete from t using u returning *              | false",
                "update t set v = 1 from u returning *          | false",
                "delete from t returning *, 1                   | false",
                "delete from t returning t.*                    | false",
            })
    void starThatCanOnlyMeanTheTarget(String write, boolean all) {
        assertThat(writes("with x as (" + write + ") select 1").get(0).returnsAll())
                .isEqualTo(all);
    }

    @Test
    void otherWritesAreNotItems() {
        assertThat(writes("insert into t with x as (delete from u returning id) select id from x"))
                .isEmpty();
        assertThat(writes("with x as (select 1) delete from t")).isEmpty();
        assertThat(writes("explain analyze with x as (delete from t) select 1")).isEmpty();
    }
}
