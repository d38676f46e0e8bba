package dev.typesync.capture.rewrite;

import dev.typesync.capture.decision.MultiRowText;
import dev.typesync.parser.plan.InsertShape;
import dev.typesync.parser.plan.StatementPlan;
import dev.typesync.parser.plan.TextSpan;
import org.jspecify.annotations.Nullable;

/** A captured INSERT for several rows. Each row binds the parameters of the application's text once. Immutable. */
final class MultiRowInsert implements MultiRowText {
    private static final int MAX_PARAMETERS = 65_535;

    private final Form form;
    private final CapturedDml dml;
    private final TextSpan values;

    private MultiRowInsert(Form form, CapturedDml dml, TextSpan values) {
        this.form = form;
        this.dml = dml;
        this.values = values;
    }

    /** Null for what pgjdbc does not rewrite either: its update counts are not those of a rewritten batch. */
    static @Nullable MultiRowInsert of(Form form, CapturedDml dml) {
        TextSpan values = valuesThatCanGrow(dml.sql(), dml.plan());
        return values == null || dml.keys().oldToo() ? null : new MultiRowInsert(form, dml, values);
    }

    /** The rows of an INSERT to which pgjdbc adds those of a batch; null for other statements. */
    static @Nullable TextSpan valuesThatCanGrow(String sql, StatementPlan plan) {
        InsertShape shape = plan.insert();
        TextSpan values = shape == null || plan.clauses().with() != null ? null : shape.values();
        return values == null || sql.indexOf('?', values.to()) >= 0 ? null : values;
    }

    /** Writes a form around an INSERT of several rows. */
    interface Form {
        /**
         * The whole text.
         *
         * @param body the INSERT, without what comes before and after it in the application's text
         */
        String manyRows(CapturedDml dml, String body);
    }

    @Override
    public int parameters() {
        return dml.plan().parameters().count();
    }

    @Override
    public int limit() {
        int rows = parameters() == 0 ? MAX_ROWS : Math.min(MAX_ROWS, MAX_PARAMETERS / parameters());
        return Math.max(1, Integer.highestOneBit(rows));
    }

    @Override
    public String text(int rows) {
        String sql = dml.sql();
        int end = dml.plan().clauses().end();
        String repeated = (", " + values.textIn(sql)).repeat(rows - 1);
        String body =
                sql.substring(dml.plan().clauses().start(), values.to()) + repeated + sql.substring(values.to(), end);
        return form.manyRows(dml, body);
    }
}
