package dev.typesync.parser;

/** How much of a statement its text tells. */
public enum Certainty {
    /** All of it: {@link StatementPlan#keys} can be asked for the keys. */
    EXACT,
    /** Operation and tables, but not which rows. */
    TABLE_ONLY,
    /** Nothing to rely on but {@link StatementPlan#names()}. */
    OPAQUE
}
