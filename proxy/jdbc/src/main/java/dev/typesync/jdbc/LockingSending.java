package dev.typesync.jdbc;

import dev.typesync.capture.Decision;
import dev.typesync.capture.Locks;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Sends a text behind the locks that it needs, in one transaction with them. */
final class LockingSending<T> implements Sending<T> {
    /** So many levels of rows that refer to each other are followed; where there are more, the text marks. */
    private static final int MOST_LEVELS = 100;

    private final SingleSending<T> sending;
    private final Locks locks;
    private final CapturedExecution execution;

    private LockingSending(SingleSending<T> sending, Locks locks, CapturedExecution execution) {
        this.sending = sending;
        this.locks = locks;
        this.execution = execution;
    }

    /** The same execution behind its locks, if it needs some and they can go in front of it. */
    static <T> Sending<T> of(Sending<T> sending, Decision.Rewritten decision, CapturedExecution execution) {
        Locks locks = decision.locks();
        return locks != null && sending.isRepeatable() && sending instanceof SingleSending<T> single
                ? new LockingSending<>(single, locks, execution)
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
        boolean more = sending.before(locks.text(), true) == 1;
        String repeated = locks.repeated();
        for (int level = 1; more && repeated != null && level < MOST_LEVELS; level++) {
            more = sending.before(repeated, false) == 1;
        }
        String last = more ? locks.givingUp() : locks.last();
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
