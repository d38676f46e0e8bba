package dev.typesync.jdbc.execution;

import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.LockScript;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Sends a text behind the locks that it needs, in one transaction with them. */
final class LockedExecution<T> implements Execution<T> {
    /** So many levels of rows that refer to each other are followed; where there are more, the text marks. */
    private static final int MOST_LEVELS = 100;

    private final SingleExecution<T> sending;
    private final LockScript lockScript;
    private final DecisionExecutor execution;

    private LockedExecution(SingleExecution<T> sending, LockScript lockScript, DecisionExecutor execution) {
        this.sending = sending;
        this.lockScript = lockScript;
        this.execution = execution;
    }

    /** The same execution behind its locks, if it needs some and they can go in front of it. */
    static <T> Execution<T> of(Execution<T> sending, Decision.Rewritten decision, DecisionExecutor execution) {
        LockScript lockScript = decision.locks();
        return lockScript != null && sending.isRepeatable() && sending instanceof SingleExecution<T> single
                ? new LockedExecution<>(single, lockScript, execution)
                : sending;
    }

    @Override
    public T send(Decision.@Nullable Rewritten rewritten) throws SQLException {
        if (rewritten == null) {
            return sending.send(null);
        }
        return execution.together(sending, () -> {
            lock();
            return sending.send(rewritten);
        });
    }

    private void lock() throws SQLException {
        boolean more = sending.before(lockScript.first(), true) == 1;
        String repeated = lockScript.perLevel();
        for (int level = 1; more && repeated != null && level < MOST_LEVELS; level++) {
            more = sending.before(repeated, false) == 1;
        }
        String last = more ? lockScript.giveUp() : lockScript.writeKeys();
        if (last != null) {
            sending.before(last, false);
        }
    }

    @Override
    public Statement executed() throws SQLException {
        return sending.executed();
    }

    @Override
    public void undone() throws SQLException {
        sending.undone();
    }

    @Override
    public void readAtOnce(int fetchSize) {
        sending.readAtOnce(fetchSize);
    }

    @Override
    public Statement configured() throws SQLException {
        return sending.configured();
    }
}
