package dev.typesync.replicator.simulation;

/** The rules that a simulation can break, to show that it notices. */
enum Rule {
    /** Rows are read in a snapshot that is taken after their change was taken from the outbox. */
    READ_AFTER_EVENT,
    /** A document is not written while an earlier write of it may still be applied. */
    SETTLE,
    /** An outbox row is deleted after its write was answered. */
    DELETE_LAST,
    /** A renewal of the lease makes earlier commits durable. */
    FLUSH,
    /** A process that was not the owner puts the keys of its last writes back. */
    CONFESS,
    /** An owner whose task has failed is given up. */
    LIVE_OR_GONE,
    /** The source offers a change again later when the queue has no room. */
    BOUND
}
