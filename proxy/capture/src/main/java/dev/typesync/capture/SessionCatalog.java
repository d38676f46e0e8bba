package dev.typesync.capture;

import dev.typesync.capture.DatabaseSession.State;
import dev.typesync.capture.catalog.CatalogRow;
import dev.typesync.capture.catalog.CatalogSnapshotReader;
import dev.typesync.capture.catalog.CatalogSql;
import dev.typesync.capture.catalog.WatchList;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The catalog as one session sees it now: what all sessions share, or what this one alone sees after DDL, another
 * search_path or role in its transaction. Not thread-safe, as a session is not.
 */
final class SessionCatalog {
    private final Capture capture;
    private final DatabaseSession databaseSession;

    private @Nullable DecisionCache view;
    private @Nullable DecisionCache lastView;
    private @Nullable WatchList own; // what this transaction sees after its own DDL, or that of others
    private boolean shadowed;
    private boolean namesMoved;
    private boolean catalogChanged;

    SessionCatalog(Capture capture, DatabaseSession databaseSession) {
        this.capture = capture;
        this.databaseSession = databaseSession;
    }

    /** Whether the catalog has to be looked at again before anything remembered is used. */
    boolean isOutOfDate() {
        if (own != null) {
            return false;
        }
        Capture.Reading known = capture.known();
        return known == null || (databaseSession.state() == State.IDLE && Capture.isOld(known));
    }

    WatchList watch() throws SQLException {
        if (own != null) {
            return own;
        }
        State state = databaseSession.state();
        if (catalogChanged && state != State.FAILED) { // before what is shared: others do not see our DDL yet
            own = capture.readUnshared(databaseSession);
            return own;
        }
        Capture.Reading known = capture.known();
        if (known != null && (state != State.IDLE || !Capture.isOld(known))) {
            return known.watch();
        }
        if (state == State.FAILED) {
            return WatchList.NOTHING; // the server refuses every statement now
        }
        if (state == State.OPEN) { // whose snapshot may be older than what others have committed since
            own = capture.readUnshared(databaseSession);
            return own;
        }
        return capture.read(databaseSession).watch();
    }

    /**
     * Whether a text may call a routine that writes a watched table; true too where the catalog has to be asked.
     */
    boolean mayCall(String sql) {
        if (own != null) {
            return own.mayCall(sql);
        }
        State state = databaseSession.state();
        Capture.Reading known = catalogChanged ? null : capture.known();
        if (known != null && (state != State.IDLE || !Capture.isOld(known))) {
            return known.watch().mayCall(sql);
        }
        return state != State.FAILED && sql.indexOf('(') >= 0;
    }

    /** The decisions that may be used without a query. Null if there are none, or if the transaction has failed. */
    @Nullable
    DecisionCache usable() {
        return databaseSession.state() == State.FAILED || isOutOfDate() ? null : currentView();
    }

    /** The view that is right now, if it is known; asks nothing. */
    @Nullable
    DecisionCache currentView() {
        DecisionCache seen = view;
        if (seen == null) {
            return null;
        }
        Capture.Reading known = capture.known();
        WatchList current = own != null ? own : known == null ? null : known.watch();
        return seen.watch() == current ? seen : null;
    }

    /** The newest view, which may be out of date. */
    @Nullable
    DecisionCache lastView() {
        return lastView;
    }

    /** The view that is right now; asks the database where none is known. */
    DecisionCache view() throws SQLException {
        WatchList watchList = watch();
        DecisionCache seen = view;
        if (seen == null || seen.watch() != watchList) {
            seen = lookUp(watchList);
            view = seen;
            lastView = seen;
        }
        return seen;
    }

    private DecisionCache lookUp(WatchList watchList) throws SQLException {
        List<CatalogRow> rows = databaseSession.query(CatalogSql.session());
        String role = rows.get(0).text(0);
        List<String> path = new ArrayList<>();
        rows.forEach(row -> path.add(String.valueOf(row.optional(1))));
        boolean shared = own == null && path.stream().noneMatch(schema -> schema.startsWith("pg_temp"));
        DecisionCache known = shared ? capture.view(role, path) : null;
        shadowed = false;
        if (known != null && known.watch() == watchList) {
            return known;
        }
        CatalogSnapshotReader.Seen seen = CatalogSnapshotReader.read(databaseSession, watchList);
        shadowed = seen.shadowed() && !shared;
        DecisionCache read = new DecisionCache(seen.view());
        if (shared) {
            capture.share(role, path, read);
        }
        return read;
    }

    /** A table of the configuration that had no key, or was not there, when the catalog was read last: others may make it. */
    boolean hasAppeared(String table) throws SQLException {
        if (!capture.configures(table) || databaseSession.state() == State.FAILED) {
            return false;
        }
        Set<String> schemas = capture.schemasOf(table);
        if (schemas.isEmpty()
                || databaseSession.query(CatalogSql.keyed(schemas, table)).isEmpty()) {
            return false;
        }
        doubt();
        return watch().knows(table);
    }

    /** What is known of the catalog may be out of date. */
    void doubt() {
        view = null;
        if (databaseSession.state() == State.IDLE) {
            capture.forget();
        } else {
            catalogChanged = true;
            own = null;
        }
    }

    /** Unqualified names, or rights, may be others now. */
    void doubtNames() {
        view = null;
        namesMoved |= databaseSession.state() != State.IDLE;
    }

    /** The transaction has failed: what it changed before is undone later. */
    void failed() {
        namesMoved = true;
    }

    void rolledBackToSavepoint() {
        if (namesMoved) {
            view = null;
        }
        if (catalogChanged) {
            own = null;
        }
    }

    /** The transaction is over, or the connection is. */
    void ended() {
        if (namesMoved || shadowed) {
            view = null;
            namesMoved = false;
        }
        if (own != null) {
            own = null;
            view = null;
        }
        if (catalogChanged) {
            catalogChanged = false;
            view = null;
            capture.forget();
        }
    }
}
