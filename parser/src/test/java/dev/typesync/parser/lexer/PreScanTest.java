package dev.typesync.parser.lexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.parser.Corpus;
import dev.typesync.parser.StatementParser;
import dev.typesync.parser.plan.SqlOperation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts only read. */
class PreScanTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "SELECT * FROM t WHERE id = ?",
                "  \t\r\n select 1",
                "/* a /* b */ c */ -- d\n select 1",
                "((select 1))",
                "Values (1)",
                "TABLE t",
                "show all",
                "select 1;",
                "select 1 ; \n",
                "select",
            })
    void readsAreRecognized(String sql) {
        assertThat(StatementParser.onlyReads(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-- select 1",
                "/* select 1",
                "insert into t values (1)",
                "select 1; delete from t",
                "select ';'; delete from t",
                "select 1 -- ; \n; delete from t",
                "with a as (delete from t returning *) select * from a",
                "(with a as (delete from t returning *) select * from a)",
                "selects 1",
                "select_1",
                "select$1",
                "selectä",
                "explain analyze delete from t",
                "begin",
                "call p()",
                "copy t from stdin",
                "\uFEFFselect 1",
                "ſelect 1",
                "- select 1",
            })
    void otherTextsAreNotReads(String sql) {
        assertThat(StatementParser.onlyReads(sql)).isFalse();
    }

    /** A text that only reads must be a READ to the parser too, or a SELECT INTO, which only creates a table. */
    @Test
    void agreesWithTheParser() {
        StatementParser parser = new StatementParser();
        List<String> wrong = new ArrayList<>();
        for (Corpus.Case one : Corpus.cases()) {
            boolean reads = parser.parse(one.sql()).statements().stream()
                    .allMatch(plan -> plan.operation() == SqlOperation.READ || plan.operation() == SqlOperation.DDL);
            boolean nestedWrite =
                    one.sql().startsWith("SELECT * FROM (WITH") || one.sql().startsWith("SELECT 1 UNION (WITH");
            if (StatementParser.onlyReads(one.sql()) && !reads && !nestedWrite) {
                wrong.add(one.toString());
            }
        }
        assertThat(wrong).isEmpty();
    }
}
