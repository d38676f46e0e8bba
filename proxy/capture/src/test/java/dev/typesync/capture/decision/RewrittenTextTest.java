package dev.typesync.capture.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.capture.decision.RewrittenText.Edit;
import org.junit.jupiter.api.Test;

/** Edits in a text, and the way back from what the driver shows. */
class RewrittenTextTest {
    private static final String HEAD = "WITH c AS (";
    private static final String TAIL = " RETURNING id)";

    private static RewrittenText around(String sql) {
        return RewrittenText.of(sql, Edit.insert(0, HEAD), Edit.insert(sql.length(), TAIL));
    }

    @Test
    void editsAreAppliedAtTheirPositions() {
        String sql = "/* a */ delete from t returning v";
        RewrittenText text = RewrittenText.of(
                sql, Edit.insert(8, HEAD), Edit.replace(sql, sql.indexOf("returning"), sql.length(), TAIL));
        assertThat(text.text()).isEqualTo("/* a */ " + HEAD + "delete from t " + TAIL);
        assertThat(text.restore(text.text())).isEqualTo(sql);
    }

    @Test
    void literalsWithTheTextOfAnEditStay() {
        String sql = "insert into t values ('" + HEAD + "', ?, '" + TAIL + "')";
        RewrittenText text = around(sql);
        assertThat(text.restore(text.text())).isEqualTo(sql);
    }

    @Test
    void valuesWithTheTextOfAnEditStay() {
        RewrittenText text = around("insert into t values (?)");
        String value = "('" + HEAD + TAIL + "')";
        assertThat(text.restore(text.text().replace("?", value))).isEqualTo("insert into t values (" + value + ")");
    }

    @Test
    void editsBetweenParametersAreFoundByWhatIsBeforeThem() {
        String sql = "delete from t where a = ?; delete from u where b = ?";
        int second = sql.indexOf("delete from u");
        RewrittenText text = RewrittenText.of(sql, Edit.insert(0, HEAD), Edit.insert(second, HEAD));
        String value = "('" + HEAD + "')";
        assertThat(text.restore(text.text().replace("?", value))).isEqualTo(sql.replace("?", value));
    }

    @Test
    void textAfterTheSemicolonMayBeMissing() {
        String sql = "delete from t where a = ?; -- all";
        RewrittenText text = RewrittenText.of(sql, Edit.insert(0, HEAD), Edit.insert(sql.indexOf(';'), TAIL));
        assertThat(text.restore(HEAD + "delete from t where a = 5" + TAIL)).isEqualTo("delete from t where a = 5");
    }

    @Test
    void eachEntryOfABatchIsRestored() {
        RewrittenText text = around("delete from t where a = ?");
        String rendering =
                text.text().replace("?", "('1')") + ";\n" + text.text().replace("?", "('2')");
        assertThat(text.restoreBatch(rendering))
                .isEqualTo("delete from t where a = ('1');\ndelete from t where a = ('2')");
    }

    @Test
    void theOriginalStaysAsItIs() {
        String sql = "insert into t values ('5')";
        assertThat(around(sql).restore(sql)).isEqualTo(sql);
    }
}
