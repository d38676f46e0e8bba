package dev.typesync.event;

/**
 * Receives committed transactions. Implementations are found by {@link java.util.ServiceLoader}.
 *
 * <p>Best effort: it is called after COMMIT on a thread of typesync, one call at a time. If the process dies before the
 * call, the call is lost. If listeners are slower than the application, calls are dropped and counted in the log. An
 * exception of a listener is logged and has no other effect. Replication never depends on listeners.
 */
@FunctionalInterface
public interface CommittedTransactionListener {
    void onCommit(CommittedTransaction transaction);
}
