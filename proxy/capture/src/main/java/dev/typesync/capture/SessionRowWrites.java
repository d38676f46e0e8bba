package dev.typesync.capture;

import dev.typesync.outbox.TableId;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The plans for updatable results of one session, for as long as its view of the catalog is the same. */
final class SessionRowWrites {
    private final Capture capture;
    private final Backend backend;
    private @Nullable RowWrites plans;
    private @Nullable Watch of;

    SessionRowWrites(Capture capture, Backend backend) {
        this.capture = capture;
        this.backend = backend;
    }

    @SuppressWarnings("ReferenceEquality") // the reading, not what it says
    RowWrite plan(SessionView view, @Nullable TableId table, RowChange change, Set<String> labels) throws SQLException {
        RowWrites known = plans;
        if (known == null || of != view.watch()) {
            known = capture.rowWrites(backend);
            plans = known;
            of = view.watch();
        }
        RowWrite write = known.plan(view, table, change, labels);
        capture.announce(write.marks());
        return write;
    }
}
