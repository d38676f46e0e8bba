package dev.typesync.parser.plan;

/** How much the text of a statement says about what it does. */
public enum Certainty {
    /** Operation and tables are known, and {@link StatementPlan#keys} may find the rows too. */
    EXACT,
    /** Operation and tables are known, but not the rows. */
    TABLE_ONLY,
    /** Nothing is known but {@link StatementPlan#mentionedNames()}. */
    OPAQUE
}
