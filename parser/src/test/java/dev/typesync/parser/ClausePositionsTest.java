package dev.typesync.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.parser.plan.ClausePositions;
import dev.typesync.parser.plan.ConflictAction;
import dev.typesync.parser.plan.InsertShape;
import dev.typesync.parser.plan.InsertSource;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.StatementPlan;
import dev.typesync.parser.plan.TextSpan;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where text can be inserted into a statement. */
class ClausePositionsTest {
    private final StatementParser parser = new StatementParser();

    /**
     * The marks in the texts are the expected places: «s start, «e end where a RETURNING can be added, «x other end,
     * «v verb, «w WITH items, «r RETURNING.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "«s«vinsert into t values (1)«e",
                "/* hint */ «s«vinsert into t (a) values (1)«e -- done",
                "  «s«vupdate t set a = 1 where b = 'x;y'«e ; ",
                "«s«vdelete from t «rreturning id, upper(a) b«x",
                "«sWITH«w x AS (SELECT 1) «vDELETE FROM t USING x«e",
                "«sWITH RECURSIVE«w x(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM x) «vINSERT INTO t SELECT n FROM x«e",
                "«sWITH«w recursive AS (SELECT 1) «vUPDATE t SET a = 1«e",
                "«sWITH«w d AS (DELETE FROM t RETURNING *) «vSELECT * FROM d«x",
                "«sWITH«w d AS (DELETE FROM t RETURNING *) «vINSERT INTO u SELECT * FROM d «rRETURNING id«x;",
                "«svacuum t«x",
                "«sexplain analyze delete from t«x",
                "«sprepare p as update t set a = $1«x",
                "«s(select 1)«x",
                "«s«vselect 1 as returning«x",
                "«s«vinsert into t select a.returning, 1 as returning from a«e",
                "«s«vmerge into t using s on t.id = s.id when matched then delete«x",
                "«s«vupdate t set a = 1 where current of c«e",
                "«s«vinsert into t default values on conflict do nothing «rreturning *«x",
                "«s«vupdate t set a = 1 «rreturning with (old as o, new as n) o.a, n.a«x",
            })
    void placesAreFound(String marked) {
        String sql = marked.replaceAll("«.", "");
        assertThat(withMarks(sql, only(sql).clauses())).isEqualTo(marked);
    }

    private StatementPlan only(String sql) {
        List<StatementPlan> plans = parser.parse(sql).statements();
        assertThat(plans).hasSize(1);
        return plans.get(0);
    }

    private static String withMarks(String sql, ClausePositions clauses) {
        TreeMap<Integer, String> marks = new TreeMap<>();
        put(marks, clauses.start(), "«s");
        put(marks, clauses.verb(), "«v");
        put(marks, clauses.withItems(), "«w");
        put(marks, clauses.returning(), "«r");
        put(marks, clauses.end(), clauses.mayReturn() ? "«e" : "«x");
        StringBuilder out = new StringBuilder(sql);
        marks.descendingMap().forEach(out::insert);
        return out.toString();
    }

    private static void put(Map<Integer, String> marks, int at, String mark) {
        if (at >= 0) {
            marks.merge(at, mark, String::concat);
        }
    }

    @Test
    void returningItemsHaveTheirLabels() {
        String sql = "delete from t where a in (1,2) returning id, coalesce(a, 'x, y') as z,"
                + " (select max(b), 1 from u)::int n ;";
        assertThat(only(sql).clauses().returningItems().stream().map(span -> span.textIn(sql)))
                .containsExactly("id", "coalesce(a, 'x, y') as z", "(select max(b), 1 from u)::int n");
    }

    @Test
    void aliasesOfReturningAreNotItems() {
        String sql = "update t set a = 1 returning with (old as o, new as n) o.a, n.a";
        assertThat(only(sql).clauses().returningItems().stream().map(span -> span.textIn(sql)))
                .containsExactly("o.a", "n.a");
    }

    @Test
    void withClauseIsOneSpan() {
        String sql = "/*+ h */ WITH a AS (SELECT 1), b AS NOT MATERIALIZED (SELECT 2) /* c */ UPDATE t SET x = 1";
        TextSpan with = only(sql).clauses().with();
        assertThat(with).isNotNull();
        assertThat(with.textIn(sql)).isEqualTo("WITH a AS (SELECT 1), b AS NOT MATERIALIZED (SELECT 2)");
        assertThat(only(sql).clauses().modifyingWith()).isFalse();
    }

    @Test
    void withItemMayEndInSearchAndCycle() {
        String sql = "with recursive g(a, b) as (select 1, 2 union all select a, b from g) "
                + "search depth first by a, b set o cycle a, b set c to true default false using p, "
                + "h as (delete from u returning *) delete from t using g";
        StatementPlan plan = only(sql);
        assertThat(plan.targets()).extracting(target -> target.name().table()).containsExactly("u", "t");
        assertThat(plan.clauses().modifyingWith()).isTrue();
        assertThat(plan.clauses().verb()).isEqualTo(sql.lastIndexOf("delete"));
    }

    @Test
    void insertHasItsParts() {
        String sql = "insert into t (a, \"B\", c[1]) values (1, (2), ')'), (?, ?, array[1,2]) on conflict (a, \"B\") "
                + "do update set a = excluded.a, (b, c) = (1, 2) where t.a <> 1 returning a";
        InsertShape shape = only(sql).insert();
        assertThat(shape).isNotNull();
        assertThat(shape.columns()).containsExactly("a", "B", "c");
        assertThat(shape.source()).isEqualTo(InsertSource.VALUES);
        assertThat(shape.rows().stream().map(span -> span.textIn(sql)))
                .containsExactly("(1, (2), ')')", "(?, ?, array[1,2])");
        assertThat(shape.callInValues()).isFalse();
        assertThat(shape.conflict()).isEqualTo(ConflictAction.UPDATE);
        assertThat(shape.conflictColumns()).containsExactly("a", "B");
        assertThat(only(sql).setColumns()).containsExactly("a", "b", "c");
        assertThat(only(sql).operation()).isEqualTo(SqlOperation.UPSERT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t values (now())",
                "insert into t values (1), (lower(?))",
                "insert into t values ((select 1))",
                "insert into t values (s.f(1))",
                "insert into t values (\"F\"(1))",
                "insert into t values (generate_series(1, 3))",
            })
    void callInValuesIsFound(String sql) {
        assertThat(only(sql).insert()).extracting(InsertShape::callInValues).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t values (?::varchar(10), (1 + 2), cast(? as numeric(10, 2)), 'f(x)')",
                "insert into t values (row(1, 2), case when (1 = 1) then (2) else (3) end, current_timestamp)",
                "insert into t default values",
            })
    void valuesWithoutCallAreFound(String sql) {
        InsertShape shape = only(sql).insert();
        assertThat(shape).isNotNull();
        assertThat(shape.callInValues()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t select 1",
                "insert into t (select 1)",
                "insert into t (a) ((select 1))",
                "insert into t (a, b) with x as (select 1) select 1, 2",
                "insert into t table u",
                "insert into t values (1), (2) limit 1",
                "insert into t values (1) union all select 2",
                "insert into t (values (1))",
                "insert into t select 1 from a join conflict on conflict.id = a.id",
            })
    void otherInsertsAreQueries(String sql) {
        InsertShape shape = only(sql).insert();
        assertThat(shape).isNotNull();
        assertThat(shape.source()).isEqualTo(InsertSource.QUERY);
        assertThat(shape.rows()).isEmpty();
        assertThat(shape.conflict()).isEqualTo(ConflictAction.NONE);
    }

    @Test
    void allSetColumnsAreFound() {
        assertThat(only("update t u set a = 1, \"B\" = b is distinct from c, c.d = 2, e[1:2] = '{}', "
                                + "(f, g[1]) = (select 1, 2) "
                                + "from a, b where x = 1")
                        .setColumns())
                .containsExactly("a", "B", "c", "e", "f", "g");
        assertThat(only("merge into t using s on true when matched then update "
                                + "set a = case when 1 = 1 then 2 end, b = 1 "
                                + "when not matched then insert values (1) "
                                + "when not matched by source then update set c = 1")
                        .setColumns())
                .containsExactly("a", "b", "c");
        assertThat(only("update t set").setColumns()).isNull();
    }
}
