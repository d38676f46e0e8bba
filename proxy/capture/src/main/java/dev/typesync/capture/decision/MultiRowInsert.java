package dev.typesync.capture.decision;

import dev.typesync.capture.rewrite.CapturedDml;
import dev.typesync.parser.plan.InsertShape;
import dev.typesync.parser.plan.InsertSource;
import dev.typesync.parser.plan.TextSpan;
import org.jspecify.annotations.Nullable;

/**
 * The text of a captured INSERT for several rows, each of which binds the parameters of the application's text once: what
 * pgjdbc's {@code reWriteBatchedInserts} does to the bare text. Thread-safe.
 */
public final class MultiRowInsert {
    /** The most rows of one statement, as pgjdbc has it. */
    public static final int MAX_ROWS = 128;

    private static final int MAX_PARAMETERS = 65_535;

    private final Form form;
    private final CapturedDml dml;
    private final TextSpan values;

    private MultiRowInsert(Form form, CapturedDml dml, TextSpan values) {
        this.form = form;
        this.dml = dml;
        this.values = values;
    }

    /** Null for what pgjdbc does not rewrite: then we must not either, for the counts. */
    public static @Nullable MultiRowInsert of(Form form, CapturedDml dml) {
        InsertShape shape = dml.plan().insert();
        if (shape == null
                || shape.source() != InsertSource.VALUES
                || dml.plan().layout().with() != null
                || dml.keys().oldToo()) {
            return null;
        }
        TextSpan values = new TextSpan(
                shape.rows().get(0).from(),
                shape.rows().get(shape.rows().size() - 1).to());
        boolean parametersBehind = dml.sql().indexOf('?', values.to()) >= 0;
        return parametersBehind ? null : new MultiRowInsert(form, dml, values);
    }

    /** Writes a form around an INSERT of several rows. */
    public interface Form {
        /**
         * The whole text.
         *
         * @param body the INSERT without what is in front of it and behind it in the application's text
         */
        String manyRows(CapturedDml dml, String body);
    }

    /** How many parameters one row binds. */
    public int parameters() {
        return dml.plan().parameters().count();
    }

    /** The most rows that one statement of this text can hold: a power of two. */
    public int limit() {
        int rows = parameters() == 0 ? MAX_ROWS : Math.min(MAX_ROWS, MAX_PARAMETERS / parameters());
        return Math.max(1, Integer.highestOneBit(rows));
    }

    /** The text that inserts {@code rows} times what the application's text does. */
    public String text(int rows) {
        String sql = dml.sql();
        int end = dml.plan().layout().end();
        String repeated = (", " + values.of(sql)).repeat(rows - 1);
        String body =
                sql.substring(dml.plan().layout().start(), values.to()) + repeated + sql.substring(values.to(), end);
        return form.manyRows(dml, body);
    }
}
