package dev.typesync.capture;

import dev.typesync.capture.DatabaseSession.State;
import dev.typesync.capture.change.CapturedChange;
import dev.typesync.capture.change.PreparedTransactions;
import dev.typesync.capture.change.TransactionChanges;
import dev.typesync.capture.change.UnpublishedChanges;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.SessionEffects;
import dev.typesync.event.ChangeBus;
import java.util.List;

/**
 * Follows the transaction of one session: what its texts do to the changes that wait for COMMIT, to names and to the
 * catalog. Not thread-safe, as a session is not.
 */
final class SessionTransaction {
    private final DatabaseSession databaseSession;
    private final SessionCatalog catalog;
    private final TransactionChanges changes;
    private final MemoryCapture memory;
    private final PreparedTransactions preparedTransactions;
    private final ChangeBus bus;
    private boolean definitionsChanged;

    SessionTransaction(
            DatabaseSession databaseSession,
            SessionCatalog catalog,
            TransactionChanges changes,
            MemoryCapture memory,
            Capture capture) {
        this.databaseSession = databaseSession;
        this.catalog = catalog;
        this.changes = changes;
        this.memory = memory;
        this.preparedTransactions = capture.prepared();
        this.bus = capture.bus();
    }

    /**
     * A text was executed, or has failed.
     *
     * @param before the state when it was sent
     * @param changed false if it failed and certainly changed nothing
     */
    void executed(Decision decision, State before, boolean changed) {
        SessionEffects effects = decision.effects();
        State after = databaseSession.state();
        List<CapturedChange> captured = memory.executed(decision, changed);
        if (effects.isNone() && before == after && captured.isEmpty()) {
            return;
        }
        if (changed && !memory.isUsed()) {
            changes.add(effects.changes());
        }
        followCatalog(effects);
        boolean committed = before != State.FAILED;
        for (SessionEffects.Step step : effects.steps()) {
            committed = follow(step, before) && committed;
        }
        if (effects.rollsBack() && !captured.isEmpty()) { // the rollback does not undo what follows it in the text
            changes.addCaptured(captured);
            committed = true;
        }
        if (after == State.IDLE) {
            ended(committed);
        } else if (after == State.FAILED) {
            catalog.transactionFailed();
        }
    }

    private void followCatalog(SessionEffects effects) {
        if (effects.changesNames()) {
            catalog.invalidateNames();
        }
        if (effects.changesCatalog()) {
            catalog.invalidate();
            definitionsChanged = true;
        }
    }

    /** @return false if the step undoes the transaction */
    private boolean follow(SessionEffects.Step step, State before) {
        String name = step.name() == null ? "" : step.name();
        switch (step.verb()) {
            case COMMIT, COMMIT_CHAIN -> ended(before != State.FAILED);
            case ROLLBACK, ROLLBACK_CHAIN -> {
                ended(false);
                return false;
            }
            case PREPARE_TRANSACTION -> {
                preparedTransactions.add(name, prepared());
                return false;
            }
            case SAVEPOINT -> changes.savepoint(name);
            case RELEASE -> changes.release(name);
            case ROLLBACK_TO -> rolledBackTo(name);
            case COMMIT_PREPARED -> memory.publishPrepared(name);
            case ROLLBACK_PREPARED -> preparedTransactions.remove(name);
            case BEGIN -> {}
        }
        return true;
    }

    void savepoint(Object name) {
        changes.savepoint(name);
    }

    void released(Object name) {
        changes.release(name);
    }

    void rolledBackTo(Object name) {
        changes.rollBackTo(name);
        catalog.rolledBackToSavepoint();
    }

    /** The transaction is prepared: it has ended for this session, but is not committed. */
    UnpublishedChanges prepared() {
        UnpublishedChanges prepared = changes.take();
        ended(false);
        return prepared;
    }

    /** The transaction has ended, or the connection has. */
    void ended(boolean committed) {
        if (committed) {
            changes.publish();
        } else {
            changes.discard();
        }
        catalog.transactionEnded();
        if (definitionsChanged && committed) {
            bus.postDefinitionChange();
        }
        definitionsChanged = false;
    }
}
