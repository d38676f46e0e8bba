package dev.typesync.jdbc.execution;

import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.LockScript;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Takes the locks that a rewritten text needs and then sends the text, in one transaction. */
final class LockedExecution<T> extends ForwardingExecution<T> {
    /**
     * The deepest chain of rows referring to each other that is followed; the text marks the table if there are more.
     */
    private static final int MAX_LEVELS = 100;

    private final SingleExecution<T> execution;
    private final LockScript lockScript;
    private final AtomicExecutor atomic;

    private LockedExecution(SingleExecution<T> execution, LockScript lockScript, AtomicExecutor atomic) {
        super(execution);
        this.execution = execution;
        this.lockScript = lockScript;
        this.atomic = atomic;
    }

    /** Adds the locks to an execution, if its text needs some and they can be taken before it. */
    static <T> Execution<T> withLocks(Execution<T> execution, Decision.Rewritten decision, AtomicExecutor atomic) {
        LockScript lockScript = decision.locks();
        return lockScript != null && execution.isRepeatable() && execution instanceof SingleExecution<T> single
                ? new LockedExecution<>(single, lockScript, atomic)
                : execution;
    }

    @Override
    public T send(Decision.@Nullable Rewritten rewritten) throws SQLException {
        if (rewritten == null) {
            return execution.send(null);
        }
        return atomic.run(execution, () -> {
            lock();
            return execution.send(rewritten);
        });
    }

    private void lock() throws SQLException {
        boolean more = execution.executeBefore(lockScript.first(), true) == 1;
        String perLevel = lockScript.perLevel();
        for (int level = 1; more && perLevel != null && level < MAX_LEVELS; level++) {
            more = execution.executeBefore(perLevel, false) == 1;
        }
        String last = more ? lockScript.giveUp() : lockScript.writeKeys();
        if (last != null) {
            execution.executeBefore(last, false);
        }
    }
}
