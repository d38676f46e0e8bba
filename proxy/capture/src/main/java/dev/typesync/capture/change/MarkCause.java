package dev.typesync.capture.change;

import dev.typesync.parser.plan.SqlOperation;

/**
 * Why a table is marked for comparison instead of keys being recorded. The text goes into the outbox and is shown by
 * {@code status}: it is part of the stored format and must not change.
 */
public enum MarkCause {
    /** The action of a foreign key changes the table's rows. */
    FOREIGN_KEY("foreign key", true),
    /** A trigger changes the table's rows. */
    TRIGGER("trigger", true),
    /** A rewrite rule turns a write of another table into one of this table. */
    RULE("rule", true),
    /** The statement writes a view that shows the table's rows. */
    VIEW("view"),
    /** The statement names a parent of the table, which is its partition or inheritance child. */
    PARENT_TABLE("parent table"),
    /** The statement calls a function or procedure that writes the table. */
    ROUTINE("routine"),
    /** The statement may change a key, and the server does not return the old one. */
    KEY_CHANGED("key changed", true),
    /** An updatable result set writes a row whose key is not certain. */
    UPDATABLE_RESULT_SET("updatable result set", true),
    /** DDL moves rows into or out of the table, or changes their values. */
    DDL("ddl"),
    MERGE("merge"),
    TRUNCATE("truncate"),
    COPY("copy"),
    /** A plain INSERT, UPDATE or DELETE that is sent as the application wrote it. */
    NOT_REWRITTEN("not rewritten", true),
    /** The parser does not know what the statement writes. */
    OPAQUE_STATEMENT("opaque statement"),
    /** One of several statements in a string may change what the names in another one mean. */
    SEVERAL_STATEMENTS("several statements"),
    /** The server did not answer what the statement changes. The warning that names the reason is logged separately. */
    UNANSWERED("unanswered question"),
    /** The transaction changed more keys than are kept in memory. */
    LARGE_TRANSACTION("large transaction"),
    /** A key is larger than an outbox row may be. */
    LARGE_KEY("large key", true),
    /** A prepared transaction of another process was committed. */
    PREPARED_TRANSACTION("prepared transaction");

    private final String text;
    private final boolean worthAWarning;

    MarkCause(String text) {
        this(text, false);
    }

    MarkCause(String text, boolean worthAWarning) {
        this.text = text;
        this.worthAWarning = worthAWarning;
    }

    /** The cause of a mark for the rows that a statement writes itself. */
    public static MarkCause of(SqlOperation operation, boolean ofView) {
        if (ofView) {
            return VIEW;
        }
        return switch (operation) {
            case MERGE -> MERGE;
            case TRUNCATE -> TRUNCATE;
            case COPY_IN -> COPY;
            case INSERT, UPSERT, UPDATE, DELETE -> NOT_REWRITTEN;
            case DDL, TXN, SESSION, READ, OPAQUE -> OPAQUE_STATEMENT;
        };
    }

    /** The text that is stored and shown. */
    public String text() {
        return text;
    }

    /** Whether somebody can remove the cause, or no statement of the application names the table. */
    public boolean isWorthAWarning() {
        return worthAWarning;
    }
}
