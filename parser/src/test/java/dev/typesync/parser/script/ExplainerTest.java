package dev.typesync.parser.script;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.typesync.parser.plan.Certainty;
import dev.typesync.parser.plan.SqlOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Explanations of scripts, which are read as psql reads them. */
class ExplainerTest {
    private static List<Explanation> explain(String script) {
        List<Explanation> explanations = new ArrayList<>();
        new Explainer(Map.of("s.t", List.of("a", "b"), "k", List.of("key"))).explain(script, explanations::add);
        return explanations;
    }

    private static List<String> sql(String script) {
        return explain(script).stream().map(Explanation::sql).toList();
    }

    @Test
    void printsTheDocumentedJson() throws JsonProcessingException {
        String json = new ObjectMapper()
                .writeValueAsString(explain("UPDATE t SET id = ?, x = NULL WHERE id = '5' RETURNING 1;")
                        .get(0)
                        .toMap());
        assertThat(json)
                .isEqualTo("{\"sql\":\"UPDATE t SET id = ?, x = NULL WHERE id = '5' RETURNING 1\","
                        + "\"operation\":\"UPDATE\","
                        + "\"targets\":[{\"schema\":null,\"table\":\"t\",\"operation\":\"UPDATE\"}],"
                        + "\"keys\":{\"bound\":true,\"rows\":[{\"id\":{\"param\":1}}],"
                        + "\"old\":[{\"id\":{\"literal\":\"5\"}}]},"
                        + "\"returning\":true,\"certainty\":\"EXACT\",\"reason\":null}");
    }

    @Test
    void keyColumnsDependOnTheTable() {
        assertThat(explain("delete from s.t where a = 1 and b = 2")
                        .get(0)
                        .keys()
                        .bound())
                .isTrue();
        assertThat(explain("delete from t where a = 1 and b = 2").get(0).keys().bound())
                .isFalse();
        assertThat(explain("delete from x.k where key = 1").get(0).keys().bound())
                .isTrue();
    }

    @Test
    void certaintyDependsOnTheKeys() {
        assertThat(explain("delete from t where id = 1; delete from t; truncate t; select 1; commit; call p();"
                        + " create table t (); with a as (delete from t returning *) insert into u (id) values (1)"))
                .extracting(Explanation::certainty)
                .containsExactly(
                        Certainty.EXACT,
                        Certainty.TABLE_ONLY,
                        Certainty.TABLE_ONLY,
                        Certainty.EXACT,
                        Certainty.EXACT,
                        Certainty.OPAQUE,
                        Certainty.EXACT,
                        Certainty.TABLE_ONLY);
        assertThat(explain("delete from t").get(0).reason()).isEqualTo("no WHERE");
    }

    @Test
    void metaCommandsAreLeftOut() {
        assertThat(sql("""
                \\set x 'it''s; '
                \\connect shop
                SELECT 1 \\gset
                INSERT INTO t VALUES (1)
                \\echo 'between; lines'
                RETURNING id;
                \\if true
                DELETE FROM t; \\echo done \\\\ SELECT 2;
                \\endif
                SELECT 3 \\; SELECT 4;
                UPDATE t SET a = 1 \\reset
                SELECT $1 \\bind 5 \\g
                \\! rm 'x
                SELECT 5
                """))
                .containsExactly(
                        "SELECT 1",
                        "INSERT INTO t VALUES (1)\n\nRETURNING id",
                        "DELETE FROM t",
                        "SELECT 2",
                        "SELECT 3",
                        "SELECT 4",
                        "SELECT $1",
                        "SELECT 5");
    }

    @Test
    void copyDataAreLeftOut() {
        assertThat(sql("""
                COPY t (a, b) FROM STDIN; -- two rows
                1\tit's; DELETE FROM t
                2\t\\N
                \\.
                COPY u FROM stdin WITH (FORMAT csv);
                "x;
                \\.

                SELECT 1;
                \\copy t from stdin
                3\tx
                \\.
                COPY v FROM '/file';
                DELETE FROM t;
                """))
                .containsExactly(
                        "COPY t (a, b) FROM STDIN",
                        "COPY u FROM stdin WITH (FORMAT csv)",
                        "SELECT 1",
                        "COPY v FROM '/file'",
                        "DELETE FROM t");
    }

    @Test
    void copyThatTheServerRejectsHasNoData() {
        assertThat(sql("""
                COPY t (nonsense) FROM STDIN;
                DELETE FROM t;
                COPY t FROM STDIN;
                1
                \\.
                COPY t (nonsense) FROM STDIN;
                DELETE FROM u;
                """))
                .containsExactly(
                        "COPY t (nonsense) FROM STDIN",
                        "DELETE FROM t",
                        "COPY t FROM STDIN",
                        "COPY t (nonsense) FROM STDIN",
                        "DELETE FROM u");
    }

    @Test
    void executeIsExplainedByItsPrepare() {
        List<Explanation> all = explain("PREPARE p AS DELETE FROM t WHERE id = $1; EXECUTE p(1); EXECUTE q(1)");
        assertThat(all)
                .extracting(Explanation::operation)
                .containsExactly(SqlOperation.DELETE, SqlOperation.DELETE, SqlOperation.OPAQUE);
        assertThat(all.get(1).targets())
                .extracting(target -> target.name().table())
                .containsExactly("t");
        assertThat(all.get(1).certainty()).isEqualTo(Certainty.TABLE_ONLY);
    }

    @Test
    void stringsFollowStandardConformingStrings() {
        assertThat(sql("""
                SELECT 'a\\';
                SET standard_conforming_strings = off;
                SELECT 'a\\'; DELETE FROM t';
                SET standard_conforming_strings TO on;
                SELECT 'a\\'; DELETE FROM t;
                """))
                .containsExactly(
                        "SELECT 'a\\'",
                        "SET standard_conforming_strings = off",
                        "SELECT 'a\\'; DELETE FROM t'",
                        "SET standard_conforming_strings TO on",
                        "SELECT 'a\\'",
                        "DELETE FROM t");
    }

    @Test
    void routineBodiesAreNotSplit() {
        assertThat(sql("CREATE FUNCTION f() RETURNS void BEGIN ATOMIC INSERT INTO t VALUES (1); END; BEGIN; COMMIT;"))
                .hasSize(3);
    }

    @Test
    void byteOrderMarkAndBlanksAreIgnored() {
        assertThat(sql("\uFEFFSELECT 1;\n\n ; -- end\n")).containsExactly("SELECT 1");
        assertThat(sql("")).isEmpty();
    }

    @Test
    void lastStatementNeedsNoSemicolon() {
        assertThat(sql("SELECT 1; DELETE FROM t -- end")).containsExactly("SELECT 1", "DELETE FROM t");
    }
}
