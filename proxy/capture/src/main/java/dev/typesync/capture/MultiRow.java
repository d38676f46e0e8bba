package dev.typesync.capture;

import dev.typesync.parser.InsertShape;
import dev.typesync.parser.Span;

/**
 * The text of a captured INSERT for several rows, each of which binds the parameters of the application's text once: what
 * pgjdbc's {@code reWriteBatchedInserts} does to the bare text. Thread-safe.
 */
public final class MultiRow {
    /** The most rows of one statement, as pgjdbc has it. */
    public static final int MAX_ROWS = 128;

    private static final int MAX_PARAMETERS = 65_535;

    private final Form form;
    private final CapturedDml dml;
    private final Span values;

    MultiRow(Form form, CapturedDml dml, InsertShape shape) {
        this.form = form;
        this.dml = dml;
        this.values = new Span(
                shape.rows().get(0).from(),
                shape.rows().get(shape.rows().size() - 1).to());
    }

    /** Writes a form around an INSERT of several rows. */
    interface Form {
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
