package dev.typesync.parser.plan;

/** What a statement does, as far as its text tells. */
public enum SqlOperation {
    INSERT,
    /** {@code INSERT … ON CONFLICT … DO UPDATE}; with {@code DO NOTHING} it is an {@link #INSERT}. */
    UPSERT,
    UPDATE,
    DELETE,
    MERGE,
    TRUNCATE,
    /** {@code COPY … FROM}; {@code COPY … TO} is a {@link #READ}. */
    COPY_IN,
    /** Changes the catalog. Its only targets are what {@code SELECT INTO} and {@code CREATE TABLE AS} create. */
    DDL,
    /** Transaction control, see {@link StatementPlan#transaction()}. */
    TXN,
    /** Changes the session or looks after the database: SET, RESET, DISCARD, LISTEN, LOCK, VACUUM and the like. */
    SESSION,
    /** Changes no row, except by the functions it calls. */
    READ,
    /** What it does is not in its text: CALL, DO, EXECUTE of an unknown name, or a text that is no SQL. */
    OPAQUE;

    /** Whether rows of a table in the text are changed. */
    public boolean writesRows() {
        return switch (this) {
            case INSERT, UPSERT, UPDATE, DELETE, MERGE, TRUNCATE, COPY_IN -> true;
            case DDL, TXN, SESSION, READ, OPAQUE -> false;
        };
    }
}
