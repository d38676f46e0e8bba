package dev.typesync.event;

/**
 * Told of committed transactions; found by {@link java.util.ServiceLoader}.
 *
 * <p>Best effort: called on a thread of typesync after COMMIT, one call at a time; a process that dies in between loses
 * the call, and where listeners are slower than the application, calls are left out and counted in the log. What it
 * throws is logged and changes nothing else. Replication never depends on it.
 */
@FunctionalInterface
public interface CommittedTransactionListener {
    void onCommit(CommittedTransaction transaction);
}
