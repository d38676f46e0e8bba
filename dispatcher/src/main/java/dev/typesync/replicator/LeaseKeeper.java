package dev.typesync.replicator;

import dev.typesync.config.PrintableText;
import dev.typesync.outbox.OutboxRightsException;
import dev.typesync.replicator.lease.HeldLease;
import dev.typesync.replicator.lease.LeaseTable;
import dev.typesync.replicator.lease.OwnershipLostException;
import dev.typesync.replicator.lease.UnansweredWrites;
import dev.typesync.replicator.store.Timing;
import dev.typesync.replicator.task.Task;
import dev.typesync.replicator.task.TaskRunner;
import dev.typesync.source.RepeatedWarning;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the lease when no process holds it, renews it, and runs a {@link ReplicationOwner} while this process holds it.
 * It also sends the heartbeat of this process. All this happens in its steps, and nothing in them takes long.
 *
 * <p>The lease is renewed only while the owner works. If one of its tasks has failed or hangs, the owner is given up,
 * so that another process, or this one after a pause, begins again.
 */
final class LeaseKeeper implements Task {
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    /** The time for batches in flight. The rest of {@link Replicator#CLOSE_PATIENCE} is for handing the lease over. */
    private static final Duration BATCH_PATIENCE = Duration.ofSeconds(3);

    /** How long a process whose API key is refused leaves the lease to other processes. */
    private static final Duration REFUSED_KEY_PAUSE = Duration.ofMinutes(1);

    private static final Duration RIGHTS_RECHECK = Duration.ofSeconds(5);

    private final ReplicationDatabase database;
    private final Timing timing;
    private final Duration leaseDuration;
    private final Consumer<LostLeaseRecovery> recoveries;
    private final RecoveryFactory recoveryFactory;
    private final RepeatedWarning warning;
    private @Nullable ReplicationOwner owner;
    private @Nullable HeldLease held;
    private @Nullable LostLeaseRecovery recovery;
    private long notBeforeNanos;
    private int otherConfigurations;

    /** Makes the repair of the writes of an owner that was given up. */
    @FunctionalInterface
    interface RecoveryFactory {
        LostLeaseRecovery recovery(List<UnansweredWrites.Write> writes, BooleanSupplier requestsEnded);
    }

    /** @param recoveries runs the steps of a recovery, on another thread */
    LeaseKeeper(
            ReplicationDatabase database,
            Duration leaseDuration,
            RecoveryFactory recoveryFactory,
            Consumer<LostLeaseRecovery> recoveries,
            Timing timing) {
        this.database = database;
        this.leaseDuration = leaseDuration;
        this.recoveryFactory = recoveryFactory;
        this.recoveries = recoveries;
        this.timing = timing;
        this.warning = new RepeatedWarning(LOG, timing.nanoTime());
        this.notBeforeNanos = timing.nanoTime().getAsLong();
    }

    /** Whether this process is the owner now, as far as it knows. */
    boolean isOwner() {
        return owner != null;
    }

    /** Does what is due, and returns how long to wait until the next step. Survives everything that is thrown. */
    @Override
    public Duration step() throws InterruptedException {
        try {
            database.prepare();
            database.processes().heartbeat();
            if (held != null) {
                keep(held);
            } else {
                takeIfFree();
            }
        } catch (OutboxRightsException e) {
            warning.warn("rights", "this process replicates nothing: " + e.getMessage(), null);
            return RIGHTS_RECHECK;
        } catch (SQLException e) {
            warning.warn(
                    "lease " + e.getSQLState(),
                    "the database does not answer (" + PrintableText.of(String.valueOf(e.getMessage())) + ", SQLState "
                            + e.getSQLState() + "); changes wait in the outbox; typesync tries again until it answers",
                    null);
        }
        Duration third = leaseDuration.dividedBy(3);
        return held != null || third.compareTo(Duration.ofSeconds(1)) < 0 ? third : Duration.ofSeconds(1);
    }

    private void takeIfFree() throws SQLException {
        boolean pauses = notBeforeNanos - timing.nanoTime().getAsLong() > 0;
        if (pauses || (recovery != null && !recovery.hasPutBackKeys())) {
            return;
        }
        recovery = null;
        Optional<LeaseTable.Grant> granted = database.lease().acquire();
        if (granted.isPresent()) {
            UnansweredWrites unanswered = new UnansweredWrites(timing.nanoTime());
            held = new HeldLease(
                    database.lease(),
                    granted.get().ownership(),
                    unanswered,
                    timing.locks().get(),
                    timing.nanoTime());
            startOwner(held, granted.get().handedOver());
        }
    }

    private void startOwner(HeldLease current, boolean handedOver) throws SQLException {
        ReplicationOwner created = database.createOwner(current, handedOver);
        owner = created;
        created.start();
        LOG.log(
                Level.INFO,
                "this process replicates now (epoch {0})",
                current.ownership().epoch());
    }

    private void keep(HeldLease current) throws SQLException, InterruptedException {
        Optional<TaskRunner.Trouble> trouble = owner == null ? Optional.empty() : owner.trouble(leaseDuration);
        if (trouble.isPresent()) {
            giveUp(current, trouble.get());
            return;
        }
        try {
            current.confirm();
        } catch (OwnershipLostException lost) {
            endOwner(current, Duration.ZERO);
            return;
        }
        if (owner == null) {
            startOwner(current, false);
        }
        int others = database.processes().countWithOtherConfiguration();
        if (others == 0 && otherConfigurations > 0 && owner != null) {
            owner.markAllCollections();
        }
        otherConfigurations = others;
        boolean areOthersAlive = database.processes().countOtherCandidates() > 0;
        database.pollInterval().setOthersAlive(areOthersAlive);
        if (current.isOfferedToOthers() && areOthersAlive) {
            offer(current);
        }
    }

    /** The owner has lost a thread, or one hangs. Another process can begin immediately, this one after a pause. */
    private void giveUp(HeldLease current, TaskRunner.Trouble trouble) throws SQLException, InterruptedException {
        String fact = "the replicator of this process has stopped: " + trouble.task() + ": " + trouble.fact();
        LOG.log(
                Level.WARNING,
                fact + "; another process takes over, or this one begins again after a pause; changes wait in the"
                        + " outbox; see the cause, and give the process more memory if it has run out of it",
                trouble.cause());
        notBeforeNanos = timing.nanoTime().getAsLong() + leaseDuration.toNanos();
        boolean clean = endOwner(current, Duration.ZERO);
        database.recordTrouble(current.ownership(), fact);
        database.lease().release(current.ownership(), clean);
    }

    private void offer(HeldLease current) throws SQLException, InterruptedException {
        notBeforeNanos = timing.nanoTime().getAsLong() + REFUSED_KEY_PAUSE.toNanos();
        boolean clean = endOwner(current, BATCH_PATIENCE);
        database.lease().release(current.ownership(), clean);
        LOG.log(
                Level.WARNING,
                "Typesense refuses the API key of this process; another process may take over; correct"
                        + " typesense.apiKey in the configuration of this process");
    }

    /** Ends the owner. If the outcome of some writes is not known, their keys are put back into the outbox. */
    private boolean endOwner(HeldLease current, Duration patience) throws InterruptedException {
        ReplicationOwner former = owner;
        owner = null;
        held = null;
        boolean clean = former != null && former.close(patience);
        database.closeOwnerConnections();
        List<UnansweredWrites.Write> writes = current.unanswered().all();
        if (!writes.isEmpty()) {
            recovery = recoveryFactory.recovery(writes, () -> former == null || former.isIdle());
            recoveries.accept(recovery);
        }
        return clean;
    }

    /** Hands the lease over, at the end of the process. No step follows. */
    void handOver() throws InterruptedException {
        HeldLease current = held;
        boolean clean = owner != null && owner.close(BATCH_PATIENCE);
        try {
            if (current != null) {
                database.lease().release(current.ownership(), clean);
            }
            database.processes().unregister();
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "the lease is not handed over; the next owner waits until it expires", e);
        }
        database.close();
    }
}
