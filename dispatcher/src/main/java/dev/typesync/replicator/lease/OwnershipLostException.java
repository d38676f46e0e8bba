package dev.typesync.replicator.lease;

/** Another process is the owner of the outbox now. This process must send nothing more to Typesense. */
public final class OwnershipLostException extends Exception {
    private static final long serialVersionUID = 1L;

    OwnershipLostException() {
        super("another process has taken over the outbox");
    }
}
