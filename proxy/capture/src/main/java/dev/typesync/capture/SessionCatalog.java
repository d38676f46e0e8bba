package dev.typesync.capture;

import dev.typesync.capture.Backend.State;
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
    private final Backend backend;

    private @Nullable SessionView view;
    private @Nullable SessionView lastView;
    private @Nullable Watch own; // what this transaction sees after its own DDL, or that of others
    private boolean shadowed;
    private boolean namesMoved;
    private boolean catalogChanged;

    SessionCatalog(Capture capture, Backend backend) {
        this.capture = capture;
        this.backend = backend;
    }

    /** Whether the catalog has to be looked at again before anything remembered is used. */
    boolean isOutOfDate() {
        if (own != null) {
            return false;
        }
        Capture.Reading known = capture.known();
        return known == null || (backend.state() == State.IDLE && Capture.isOld(known));
    }

    Watch watch() throws SQLException {
        if (own != null) {
            return own;
        }
        State state = backend.state();
        if (catalogChanged && state != State.FAILED) { // before what is shared: others do not see our DDL yet
            own = capture.readUnshared(backend);
            return own;
        }
        Capture.Reading known = capture.known();
        if (known != null && (state != State.IDLE || !Capture.isOld(known))) {
            return known.watch();
        }
        if (state == State.FAILED) {
            return Watch.NOTHING; // the server refuses every statement now
        }
        if (state == State.OPEN) { // whose snapshot may be older than what others have committed since
            own = capture.readUnshared(backend);
            return own;
        }
        return capture.read(backend).watch();
    }

    /**
     * Whether a text may call a routine that writes a watched table; true too where the catalog has to be asked.
     */
    boolean mayCall(String sql) {
        if (own != null) {
            return own.mayCall(sql);
        }
        State state = backend.state();
        Capture.Reading known = catalogChanged ? null : capture.known();
        if (known != null && (state != State.IDLE || !Capture.isOld(known))) {
            return known.watch().mayCall(sql);
        }
        return state != State.FAILED && sql.indexOf('(') >= 0;
    }

    /** The view that is right now, if it is known; asks nothing. */
    @Nullable
    SessionView currentView() {
        SessionView seen = view;
        if (seen == null) {
            return null;
        }
        Capture.Reading known = capture.known();
        Watch current = own != null ? own : known == null ? null : known.watch();
        return seen.watch() == current ? seen : null;
    }

    /** The view that the last decision was made with; null if names or catalog may have changed since. */
    @Nullable
    SessionView viewInUse() {
        return view;
    }

    /** The newest view, which may be out of date. */
    @Nullable
    SessionView lastView() {
        return lastView;
    }

    /** The view that is right now; asks the database where none is known. */
    SessionView view() throws SQLException {
        Watch watch = watch();
        SessionView seen = view;
        if (seen == null || seen.watch() != watch) {
            seen = lookUp(watch);
            view = seen;
            lastView = seen;
        }
        return seen;
    }

    private SessionView lookUp(Watch watch) throws SQLException {
        List<Row> rows = backend.query(CatalogQueries.session());
        String role = rows.get(0).text(0);
        List<String> path = new ArrayList<>();
        rows.forEach(row -> path.add(String.valueOf(row.optional(1))));
        boolean shared = own == null && path.stream().noneMatch(schema -> schema.startsWith("pg_temp"));
        SessionView known = shared ? capture.view(role, path) : null;
        shadowed = false;
        if (known != null && known.watch() == watch) {
            return known;
        }
        ViewReader.Seen seen = ViewReader.read(backend, watch);
        shadowed = seen.shadowed() && !shared;
        if (shared) {
            capture.share(role, path, seen.view());
        }
        return seen.view();
    }

    /** A table of the configuration that had no key, or was not there, when the catalog was read last: others may make it. */
    boolean hasAppeared(String table) throws SQLException {
        if (!capture.configures(table) || backend.state() == State.FAILED) {
            return false;
        }
        Set<String> schemas = capture.schemasOf(table);
        if (schemas.isEmpty()
                || backend.query(CatalogQueries.keyed(schemas, table)).isEmpty()) {
            return false;
        }
        doubt();
        return watch().knows(table);
    }

    /** What is known of the catalog may be out of date. */
    void doubt() {
        view = null;
        if (backend.state() == State.IDLE) {
            capture.forget();
        } else {
            catalogChanged = true;
            own = null;
        }
    }

    /** Unqualified names, or rights, may be others now. */
    void doubtNames() {
        view = null;
        namesMoved |= backend.state() != State.IDLE;
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
