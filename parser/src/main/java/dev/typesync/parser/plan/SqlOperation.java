package dev.typesync.parser.plan;

/** What a statement does, as far as its text says. */
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
    /** Changes the catalog. Targets are only the tables that {@code SELECT INTO} and {@code CREATE TABLE AS} create. */
    DDL,
    /** Transaction control, see {@link StatementPlan#transaction()}. */
    TXN,
    /** Changes the session or maintains the database: SET, RESET, DISCARD, LISTEN, LOCK, VACUUM and the like. */
    SESSION,
    /** Changes no rows, except by functions that it calls. */
    READ,
    /** Its text does not say what it does: CALL, DO, EXECUTE of an unknown name, or a text that is not SQL. */
    OPAQUE;

    /** Whether it changes rows of a table that the text names. */
    public boolean writesRows() {
        return switch (this) {
            case INSERT, UPSERT, UPDATE, DELETE, MERGE, TRUNCATE, COPY_IN -> true;
            case DDL, TXN, SESSION, READ, OPAQUE -> false;
        };
    }
}
