package dev.typesync.parser.plan;

/** The kinds of transaction control; synonyms (END, ABORT, START TRANSACTION) are already resolved. */
public enum TransactionVerb {
    BEGIN,
    COMMIT,
    COMMIT_CHAIN,
    ROLLBACK,
    ROLLBACK_CHAIN,
    SAVEPOINT,
    RELEASE,
    ROLLBACK_TO,
    PREPARE_TRANSACTION,
    COMMIT_PREPARED,
    ROLLBACK_PREPARED
}
