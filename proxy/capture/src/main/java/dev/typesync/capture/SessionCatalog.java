package dev.typesync.capture;

import dev.typesync.capture.DatabaseSession.State;
import dev.typesync.capture.catalog.CatalogRow;
import dev.typesync.capture.catalog.CatalogSnapshotReader;
import dev.typesync.capture.catalog.CatalogSql;
import dev.typesync.capture.catalog.WatchList;
import dev.typesync.capture.decision.StatementRequest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The catalog as one session sees it now: the shared one, or what only this session sees after DDL, another search_path
 * or another role in its transaction. Not thread-safe, as a session is not. Methods that throw SQLException may query
 * the database.
 */
final class SessionCatalog {
    private final SharedCatalog shared;
    private final DatabaseSession databaseSession;
    private final Questions questions;
    private final List<Refusal> refusals = new ArrayList<>(); // that the next shared decisions do not know yet

    private @Nullable DecisionCache decisions;
    private @Nullable DecisionCache latestDecisions;
    private @Nullable WatchList unshared; // what this transaction sees after its own DDL, or that of others
    private boolean shadowed;
    private boolean namesChanged;
    private boolean catalogChanged;

    private record Refusal(String sql, StatementRequest request) {}

    SessionCatalog(SharedCatalog shared, DatabaseSession databaseSession, Questions questions) {
        this.shared = shared;
        this.databaseSession = databaseSession;
        this.questions = questions;
    }

    /** Whether the catalog has to be read again before anything remembered is used. */
    boolean isOutOfDate() {
        if (unshared != null) {
            return false;
        }
        SharedCatalog.Reading reading = shared.current();
        return reading == null || !isUsable(reading, databaseSession.state());
    }

    /** A transaction goes on with an old reading: what it sees may be older still. */
    private static boolean isUsable(SharedCatalog.Reading reading, State state) {
        return state != State.IDLE || !reading.isOld();
    }

    WatchList watchList() throws SQLException {
        if (unshared != null) {
            return unshared;
        }
        State state = databaseSession.state();
        if (catalogChanged && state != State.FAILED) { // first of all: others do not see this transaction's DDL yet
            return readUnshared();
        }
        SharedCatalog.Reading reading = shared.current();
        if (reading != null && isUsable(reading, state)) {
            return reading.watchList();
        }
        return switch (state) {
            case FAILED -> WatchList.NOTHING; // the server refuses every statement now
            case OPEN -> readUnshared(); // its snapshot may be older than what others have committed since
            case IDLE -> questions.ask(() -> shared.read(databaseSession)).watchList();
        };
    }

    /** What the last reading has found, even if it is out of date; asks the server nothing. */
    WatchList lastKnown() {
        return unshared != null ? unshared : shared.newest();
    }

    private WatchList readUnshared() throws SQLException {
        WatchList read = questions.ask(() -> shared.readUnshared(databaseSession));
        unshared = read;
        return read;
    }

    /** Whether a text may call a routine that writes a watched table. Also true if the catalog has to be read first. */
    boolean mayCall(String sql) {
        if (unshared != null) {
            return unshared.mayCall(sql);
        }
        State state = databaseSession.state();
        SharedCatalog.Reading reading = catalogChanged ? null : shared.current();
        if (reading != null && isUsable(reading, state)) {
            return reading.watchList().mayCall(sql);
        }
        return state != State.FAILED && sql.indexOf('(') >= 0;
    }

    /** The decisions that may be used without a query. Null if there are none, or if the transaction has failed. */
    @Nullable
    DecisionCache usableDecisions() {
        return databaseSession.state() == State.FAILED || isOutOfDate() ? null : currentDecisions();
    }

    /** The decisions for the snapshot that is valid now. Null if it is unknown; does not query the database. */
    @Nullable
    DecisionCache currentDecisions() {
        DecisionCache last = decisions;
        if (last == null) {
            return null;
        }
        SharedCatalog.Reading reading = shared.current();
        WatchList current = unshared != null ? unshared : reading == null ? null : reading.watchList();
        return last.watchList() == current ? last : null;
    }

    /** The decisions for the newest snapshot, which may be out of date. */
    @Nullable
    DecisionCache latestDecisions() {
        return latestDecisions;
    }

    /** The decisions for the snapshot that is valid now; queries the database if it is unknown. */
    DecisionCache decisions() throws SQLException {
        WatchList watchList = watchList();
        DecisionCache last = decisions;
        if (last == null || last.watchList() != watchList) {
            last = questions.ask(() -> read(watchList));
            decisions = last;
            latestDecisions = last;
            for (Refusal refusal : refusals) {
                last.refuse(refusal.sql(), refusal.request());
            }
            if (unshared == null) {
                refusals.clear();
            }
        }
        return last;
    }

    /**
     * The server has refused the rewritten text of an execution but not the original. The catalog is read again, and
     * the shape is refused in what is decided with that reading. A reading of this transaction ends with it. So the
     * refusal is kept for the next one, unless it may come from a change of the catalog in this transaction.
     */
    void refuse(String sql, StatementRequest request) throws SQLException {
        boolean lasting = !catalogChanged || !refusals.isEmpty();
        invalidate();
        if (lasting) {
            refusals.add(new Refusal(sql, request));
        }
        if (databaseSession.state() != State.FAILED) {
            DecisionCache current = decisions();
            if (!lasting) {
                current.refuse(sql, request);
            }
        }
    }

    private DecisionCache read(WatchList watchList) throws SQLException {
        List<CatalogRow> rows = databaseSession.query(CatalogSql.session());
        String role = rows.get(0).text(0);
        List<String> path = new ArrayList<>();
        rows.forEach(row -> path.add(String.valueOf(row.optional(1))));
        boolean sharable = unshared == null && path.stream().noneMatch(schema -> schema.startsWith("pg_temp"));
        DecisionCache known = sharable ? shared.decisions(role, path) : null;
        shadowed = false;
        if (known != null && known.watchList() == watchList) {
            return known;
        }
        CatalogSnapshotReader.Result read =
                CatalogSnapshotReader.read(databaseSession, databaseSession.serverVersion(), watchList);
        shadowed = read.shadowed() && !sharable;
        DecisionCache made = new DecisionCache(read.snapshot());
        if (sharable) {
            shared.share(role, path, made);
        }
        return made;
    }

    boolean isConfigured(String table) {
        return shared.isConfigured(table);
    }

    /**
     * Whether a table of the configuration is watched now that had no key, or did not exist, when the catalog was read
     * last: another program may have made it since.
     */
    boolean hasAppeared(String table) throws SQLException {
        if (databaseSession.state() == State.FAILED) {
            return false;
        }
        Set<String> schemas = shared.schemasOf(table);
        if (schemas.isEmpty()
                || questions
                        .ask(() -> databaseSession.query(CatalogSql.keyed(schemas, table)))
                        .isEmpty()) {
            return false;
        }
        invalidate();
        return watchList().isWatched(table);
    }

    /** Called when what is known of the catalog may be out of date. */
    void invalidate() {
        decisions = null;
        if (databaseSession.state() == State.IDLE) {
            shared.forget();
        } else {
            catalogChanged = true;
            unshared = null;
        }
    }

    /** Called when unqualified names may mean other relations, or the role may have other rights. */
    void invalidateNames() {
        decisions = null;
        namesChanged |= databaseSession.state() != State.IDLE;
    }

    /** Called when the transaction has failed: its rollback restores earlier names. */
    void transactionFailed() {
        namesChanged = true;
    }

    void rolledBackToSavepoint() {
        if (namesChanged) {
            decisions = null;
        }
        if (catalogChanged) {
            unshared = null;
        }
    }

    /** Called at the end of the transaction, or of the connection. */
    void transactionEnded() {
        if (namesChanged || shadowed) {
            decisions = null;
            namesChanged = false;
        }
        if (unshared != null) {
            unshared = null;
            decisions = null;
        }
        if (catalogChanged) {
            catalogChanged = false;
            decisions = null;
            shared.forget();
        }
    }
}
