package dev.typesync.parser.plan;

/** The kinds of transaction control; the synonyms END, ABORT and START TRANSACTION are resolved. */
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
