package dev.typesync.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.parser.plan.Certainty;
import dev.typesync.parser.plan.ParsedSql;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.StatementPlan;
import dev.typesync.parser.plan.TableName;
import dev.typesync.parser.plan.WriteTarget;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The cache, names and settings. */
class StatementParserTest {
    private final StatementParser parser = new StatementParser();

    @Test
    void sameTextHasTheSamePlan() {
        ParsedSql first = parser.parse("delete from t where id = 1");
        assertThat(parser.parse(new String("delete from t where id = 1".toCharArray())))
                .isSameAs(first);
    }

    @Test
    void textThatIsNotSqlIsCached() {
        assertThat(parser.parse("no sql (")).isSameAs(parser.parse("no sql ("));
    }

    @Test
    void longTextIsNotCached() {
        String sql = "insert into t values ('" + "x".repeat(StatementParser.LONGEST_REMEMBERED_TEXT) + "')";
        assertThat(parser.parse(sql)).isNotSameAs(parser.parse(sql));
    }

    @Test
    void namesAreFoundAtAnyDepth() {
        StatementPlan plan = only("""
                do $$ begin execute 'insert into "Odd Name" select * from Customers'; /* orders */ end $$ -- "a""b"
                """);
        assertThat(plan.operation()).isEqualTo(SqlOperation.OPAQUE);
        assertThat(plan.mentionedNames()).contains("Odd Name", "customers", "Customers", "orders");
        assertThat(only("call p(U&\"d\\0061ta\")").mentionedNames()).contains("data");
        assertThat(only("call \"a\"\"b\".c").mentionedNames()).contains("a\"b", "c", "a", "b");
        assertThat(only("call größe.t€st").mentionedNames()).contains("größe", "t€st");
        assertThat(only("call \"m\\'n\".\"\\0000\".\"a\\D800\".\"b\\00\"").mentionedNames())
                .contains("m\\'n", "b\\00")
                .noneMatch(
                        name -> name.codePoints().anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE));
    }

    @Test
    void namesAreOnlyThoseOfTheStatement() {
        List<StatementPlan> plans = parser.parse("call p(a); call q(b)").statements();
        assertThat(plans.get(0).mentionedNames()).contains("p", "a").doesNotContain("q", "b");
        assertThat(plans.get(1).mentionedNames()).contains("q", "b").doesNotContain("p", "a");
    }

    @Test
    void backslashMakesPlansOpaqueWithoutConformingStrings() {
        String sql = "insert into t (id, a) values (1, 'it\\'s'); delete from u where id = 2";
        List<StatementPlan> plans = parser.parse(sql, false).statements();
        assertThat(plans)
                .extracting(StatementPlan::operation)
                .containsExactly(SqlOperation.INSERT, SqlOperation.DELETE);
        assertThat(plans).extracting(StatementPlan::certainty).containsOnly(Certainty.OPAQUE);
        assertThat(plans).extracting(plan -> plan.clauses().mayReturn()).containsOnly(false);
        assertThat(plans).extracting(plan -> plan.keys(List.of("id")).bound()).containsOnly(false);
    }

    @Test
    void conformingStringsDoNotMatterWithoutBackslash() {
        String sql = "insert into t (id) values (1)";
        assertThat(parser.parse(sql, false)).isSameAs(parser.parse(sql, true));
    }

    @Test
    void mainTargetIsNotInsideWith() {
        StatementPlan plan = only("with a as (delete from t returning *) insert into u select * from a");
        WriteTarget main = plan.mainTarget();
        assertThat(main).isNotNull();
        assertThat(main.name()).isEqualTo(new TableName(null, "u"));
        assertThat(only("with a as (delete from t returning *) select * from a").mainTarget())
                .isNull();
    }

    @Test
    void reasonSaysWhyKeysAreUnknown() {
        assertThat(only("delete from t").keys(List.of("id")).reason()).isEqualTo("no WHERE");
        assertThat(only("delete from t where a = 1").keys(List.of("id")).reason())
                .isEqualTo("WHERE does not compare id with constants");
        assertThat(only("truncate t").reason()).isEqualTo("its rows are not in the text");
        assertThat(only("insert into t values (1)").reason()).isEqualTo("it has no list of columns");
    }

    @Test
    void textThatJSqlParserCannotReadKeepsItsTable() {
        StatementPlan plan = only("delete from only (t) where id = 1");
        assertThat(plan.targets()).extracting(target -> target.name().table()).containsExactly("t");
        assertThat(plan.keys(List.of("id")).reason()).contains("JSqlParser");
    }

    private StatementPlan only(String sql) {
        List<StatementPlan> plans = parser.parse(sql).statements();
        assertThat(plans).hasSize(1);
        return plans.get(0);
    }
}
