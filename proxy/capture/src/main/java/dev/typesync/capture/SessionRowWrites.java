package dev.typesync.capture;

import dev.typesync.capture.catalog.CatalogSnapshot;
import dev.typesync.capture.catalog.WatchList;
import dev.typesync.capture.decision.RowOperation;
import dev.typesync.capture.decision.RowOperationPlan;
import dev.typesync.capture.rewrite.RowOperationPlanner;
import dev.typesync.outbox.TableId;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The plans for updatable results of one session, for as long as its view of the catalog is the same. */
final class SessionRowWrites {
    private final Capture capture;
    private final DatabaseSession databaseSession;
    private @Nullable RowOperationPlanner plans;
    private @Nullable WatchList of;

    SessionRowWrites(Capture capture, DatabaseSession databaseSession) {
        this.capture = capture;
        this.databaseSession = databaseSession;
    }

    @SuppressWarnings("ReferenceEquality") // the reading, not what it says
    RowOperationPlan plan(CatalogSnapshot view, @Nullable TableId table, RowOperation change, Set<String> labels)
            throws SQLException {
        RowOperationPlanner known = plans;
        if (known == null || of != view.watch()) {
            known = capture.rowWrites(databaseSession);
            plans = known;
            of = view.watch();
        }
        RowOperationPlan write = known.plan(view, table, change, labels);
        capture.announce(write.marks());
        return write;
    }
}
