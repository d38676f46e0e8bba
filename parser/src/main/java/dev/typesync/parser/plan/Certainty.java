package dev.typesync.parser.plan;

/** How much of a statement its text tells. */
public enum Certainty {
    /** Operation and tables, and {@link StatementPlan#keys} may find the rows too. */
    EXACT,
    /** Operation and tables, but not which rows. */
    TABLE_ONLY,
    /** Nothing to rely on but {@link StatementPlan#names()}. */
    OPAQUE
}
