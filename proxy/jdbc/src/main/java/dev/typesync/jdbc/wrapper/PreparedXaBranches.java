package dev.typesync.jdbc.wrapper;

import dev.typesync.capture.change.PreparedChanges;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * What the branches that are prepared in this JVM have changed, until they are committed or rolled back on whatever
 * connection. With the outbox in the database only the signal after the COMMIT depends on it: its rows are part of the
 * branch, and are found by polling where the signal is missing. With {@code durability: memory} tables are marked where a
 * branch is not known. Thread-safe.
 */
final class PreparedXaBranches {
    /** Those of all data sources: the branch qualifiers of a transaction manager tell its resources apart. */
    static final PreparedXaBranches OF_THIS_JVM = new PreparedXaBranches(1_000);

    private static final Logger LOG = System.getLogger("dev.typesync.jdbc");

    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Branch, PreparedChanges> branches = new LinkedHashMap<>();

    /** Xids are equal by their three parts, whatever their class says. */
    private record Branch(int format, String transaction, String qualifier) {
        static Branch of(Xid xid) {
            HexFormat hex = HexFormat.of();
            return new Branch(
                    xid.getFormatId(),
                    hex.formatHex(xid.getGlobalTransactionId()),
                    hex.formatHex(xid.getBranchQualifier()));
        }
    }

    /** @param most so many branches are remembered; the oldest is forgotten then */
    PreparedXaBranches(int most) {
        this.most = most;
    }

    void prepared(Xid xid, PreparedChanges changes) {
        if (changes.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            branches.put(Branch.of(xid), changes);
            if (branches.size() > most) {
                branches.remove(branches.keySet().iterator().next());
                LOG.log(
                        Level.DEBUG,
                        "{0} branches are prepared and not ended: for the oldest, listeners are not called, and its"
                                + " changes are found by polling",
                        most);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether anything is known of it. */
    boolean committed(Xid xid) {
        PreparedChanges changes = take(xid);
        if (changes != null) {
            changes.publish();
        }
        return changes != null;
    }

    void rolledBack(Xid xid) {
        take(xid);
    }

    private @Nullable PreparedChanges take(Xid xid) {
        lock.lock();
        try {
            return branches.remove(Branch.of(xid));
        } finally {
            lock.unlock();
        }
    }
}
