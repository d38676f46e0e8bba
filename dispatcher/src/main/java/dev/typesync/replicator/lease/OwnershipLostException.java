package dev.typesync.replicator.lease;

/** Another process owns the outbox now: nothing may be sent to Typesense any more. */
public final class OwnershipLostException extends Exception {
    private static final long serialVersionUID = 1L;

    OwnershipLostException() {
        super("another process has taken over the outbox");
    }
}
