package dev.typesync.jdbc.wrapper;

import dev.typesync.capture.change.UnpublishedChanges;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * The changes of the branches that are prepared in this JVM, until any connection commits them or rolls them back.
 * With the outbox in the database, only the signal after the COMMIT depends on them: the outbox rows are part of the
 * branch, and polling finds them without a signal. With {@code durability: memory}, the tables are marked if a branch
 * is not known here. Thread-safe.
 */
final class PreparedXaBranches {
    /** Shared by all data sources: the branch qualifiers of a transaction manager distinguish its resources. */
    static final PreparedXaBranches OF_THIS_JVM = new PreparedXaBranches(1_000);

    private static final Logger LOG = System.getLogger("dev.typesync.jdbc");

    private final int limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Branch, UnpublishedChanges> branches = new LinkedHashMap<>();

    /** Xids are equal if their three parts are; the equals method of their class may differ. */
    private record Branch(int format, String transaction, String qualifier) {
        static Branch of(Xid xid) {
            HexFormat hex = HexFormat.of();
            return new Branch(
                    xid.getFormatId(),
                    hex.formatHex(xid.getGlobalTransactionId()),
                    hex.formatHex(xid.getBranchQualifier()));
        }
    }

    /** @param limit the most branches that are remembered; when it is exceeded, the oldest is forgotten */
    PreparedXaBranches(int limit) {
        this.limit = limit;
    }

    void prepared(Xid xid, UnpublishedChanges changes) {
        if (changes.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            branches.put(Branch.of(xid), changes);
            if (branches.size() > limit) {
                branches.remove(branches.keySet().iterator().next());
                LOG.log(
                        Level.DEBUG,
                        "more than {0} branches are prepared and not ended: for the oldest, listeners are not called,"
                                + " and polling finds its changes",
                        limit);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Publishes the changes of the branch. Returns false if the branch is not known. */
    boolean committed(Xid xid) {
        UnpublishedChanges changes = take(xid);
        if (changes != null) {
            changes.publish();
        }
        return changes != null;
    }

    void rolledBack(Xid xid) {
        take(xid);
    }

    private @Nullable UnpublishedChanges take(Xid xid) {
        lock.lock();
        try {
            return branches.remove(Branch.of(xid));
        } finally {
            lock.unlock();
        }
    }
}
