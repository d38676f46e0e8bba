package dev.typesync.capture;

import dev.typesync.capture.Backend.State;
import dev.typesync.outbox.TableId;
import dev.typesync.parser.Operation;
import dev.typesync.parser.ParsedSql;
import dev.typesync.parser.StatementParser;
import dev.typesync.parser.StatementPlan;
import dev.typesync.parser.Target;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Capture for one database session: decides what is sent for each text, and follows what the texts do to transaction,
 * names and catalog. Belongs to one connection and is as thread-safe as that: calls do not overlap.
 */
public final class CaptureSession {
    private final Capture capture;
    private final Backend backend;
    private final PendingChanges pending;
    private final PreparedTexts prepared = new PreparedTexts();
    private final ProvenTexts proven = new ProvenTexts();

    private final MemorySession memory;
    private final SessionRowWrites rowWrites;

    private @Nullable SessionView view;
    private @Nullable SessionView lastView; // perhaps out of date
    private @Nullable Watch own; // what this transaction sees after its own DDL
    private boolean shadowed;
    private boolean namesMoved;
    private boolean catalogChanged;

    CaptureSession(Capture capture, Backend backend) {
        this.capture = capture;
        this.backend = backend;
        this.pending = new PendingChanges(capture.bus(), capture.memory());
        this.memory = new MemorySession(capture, pending);
        this.rowWrites = new SessionRowWrites(capture, backend);
    }

    public State state() {
        return backend.state();
    }

    /**
     * Whether a text needs no decision: it changes no row, and not what names mean either. Allocates nothing.
     */
    public static boolean isOfNoConcern(String sql) {
        return StatementParser.onlyReads(sql) && !SetConfig.isMentioned(sql);
    }

    /**
     * What to do for a text that is about to be executed.
     *
     * @throws SQLException the catalog cannot be read, or the text itself is wrong
     */
    public Decision decide(String sql, Request request, ColumnLabels labels) throws SQLException {
        ParsedSql parsed = capture.parser().parse(sql, backend.standardConformingStrings());
        if (backend.state() == State.FAILED) {
            return whileFailed(sql, parsed, request);
        }
        Decision named = prepared.decide(parsed, this::marksOf);
        if (named != null) {
            return named;
        }
        if (!mayConcern(parsed)) {
            return untouched(parsed);
        }
        SessionView seen = view();
        Decision decision = seen.decided(sql, request);
        if (decision == null) {
            decision = capture.plan(sql, parsed, request, seen, labels, backend::query);
            if (decision instanceof Decision.Rewritten own && seen.refuses(sql, request)) {
                decision = own.original();
            }
            capture.announce(decision.marks());
            seen.remember(sql, request, decision);
        }
        return decision;
    }

    /**
     * The server refuses whatever does not end the transaction, and nothing can be asked. The text that will probably be sent
     * when it works again is sent now too: by counting its executions the driver decides how to send it then.
     */
    private Decision whileFailed(String sql, ParsedSql parsed, Request request) {
        SessionView seen = lastView;
        if (seen == null) {
            return untouched(parsed);
        }
        Decision decision = seen.decided(sql, request);
        if (decision == null) {
            try {
                decision = capture.plan(sql, parsed, request, seen, CaptureSession::unknown, any -> unknown());
            } catch (SQLException unknown) {
                return untouched(parsed);
            }
        }
        boolean sendable = decision instanceof Decision.Rewritten
                && decision.effects().steps().isEmpty();
        return sendable ? decision : untouched(parsed);
    }

    private static <T> List<T> unknown() throws SQLException {
        throw new SQLException("nothing can be asked while the transaction has failed");
    }

    /** The decision for a text if it is known already: asks nothing of the database. */
    public @Nullable Decision peek(String sql, Request request) {
        SessionView seen = isCurrent() ? view : null;
        return seen == null ? null : seen.decided(sql, request);
    }

    /** Whether a string holds one statement. */
    public boolean isSingle(String sql) {
        return capture.parser()
                        .parse(sql, backend.standardConformingStrings())
                        .statements()
                        .size()
                == 1;
    }

    private static Decision untouched(ParsedSql parsed) {
        Effects effects = EffectsOf.plans(parsed.statements());
        return effects.isNone() ? Decision.Untouched.PLAIN : new Decision.Untouched(effects);
    }

    private boolean mayConcern(ParsedSql parsed) throws SQLException {
        Watch watch = null;
        for (StatementPlan plan : parsed.statements()) {
            boolean opaque = plan.operation() == Operation.OPAQUE;
            if (!opaque && !plan.operation().writesRows()) {
                continue;
            }
            watch = watch == null ? watch() : watch;
            if (opaque || plan.targets().isEmpty()) {
                return watch != Watch.NOTHING;
            }
            for (Target target : plan.targets()) {
                if (watch.knows(target.name().table())
                        || hasAppeared(target.name().table())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A table of the configuration that had no key, or was not there, when the catalog was read last: others may make it. */
    private boolean hasAppeared(String table) throws SQLException {
        if (!capture.configures(table) || backend.state() == State.FAILED) {
            return false;
        }
        Set<String> schemas = capture.schemasOf(table);
        if (schemas.isEmpty()
                || backend.query(CatalogQueries.keyed(schemas, table)).isEmpty()) {
            return false;
        }
        doubtCatalog();
        return watch().knows(table);
    }

    /** Marks for what a statement changes once it is executed. */
    private List<Mark> marksOf(StatementPlan plan) throws SQLException {
        return new Impact("", plan, view()).everything();
    }

    private Watch watch() throws SQLException {
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
        return capture.read(backend).watch();
    }

    private boolean isCurrent() {
        SessionView seen = view;
        Capture.Reading known = capture.known();
        return seen != null && (own != null ? seen.watch() == own : known != null && known.watch() == seen.watch());
    }

    private SessionView view() throws SQLException {
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

    /** The statement that writes marks, to be executed as it is. */
    public String markStatement(List<Mark> marks) {
        return capture.markStatement(marks);
    }

    /**
     * What to do for a change of one row by something that no text shows.
     *
     * @param table where the columns of the result come from that holds the row; null if that cannot be told
     * @param labels of its columns, in lower case
     */
    public RowWrite rowWrite(@Nullable TableId table, RowChange change, Set<String> labels) throws SQLException {
        return rowWrites.plan(view(), table, change, labels);
    }

    /** Whether the transaction may not write; asks the server. */
    public boolean isReadOnly() throws SQLException {
        return backend.query("select pg_catalog.current_setting('transaction_read_only')")
                .get(0)
                .text(0)
                .equals("on");
    }

    /**
     * Whether the server is known to accept the rewritten text: it has accepted one for a text of this shape, for this
     * role, search_path and catalog, on whatever connection.
     */
    public boolean isProven(String sql, Request request, Decision decision) {
        return proven.contains(view, sql, request, decision);
    }

    /** The server has accepted the rewritten text. */
    public void prove(String sql, Request request, Decision decision) {
        proven.add(view, sql, request, decision);
    }

    /**
     * The rewritten text was refused where the original is not: what is known of the catalog may be out of date. If it is
     * not, the originals of this shape go from now on, with a mark.
     */
    public void distrust(String sql, Request request, Decision.Rewritten decision) throws SQLException {
        doubtCatalog();
        if (backend.state() != State.FAILED) {
            SessionView seen = view();
            seen.refused(StatementParser.shape(sql), request);
        }
        capture.announce(decision.unattributed());
    }

    /** What is known of the catalog may be out of date. */
    public void doubtCatalog() {
        view = null;
        if (backend.state() == State.IDLE) {
            capture.forget();
        } else {
            catalogChanged = true;
            own = null;
        }
    }

    /** Unqualified names, or rights, may be others now. */
    public void doubtNames() {
        view = null;
        namesMoved |= backend.state() != State.IDLE;
    }

    /** What is learnt for {@code durability: memory}. */
    public MemorySession memory() {
        return memory;
    }

    /**
     * A text was executed, or failed.
     *
     * @param before the state when it was sent
     * @param changed false if it failed and has changed nothing for certain
     */
    public void executed(Decision decision, State before, boolean changed) {
        Effects effects = decision.effects();
        State after = backend.state();
        boolean learnt = memory.executed(decision, changed);
        if (effects.isNone() && before == after && !learnt) {
            return;
        }
        if (changed && !memory.isUsed()) {
            pending.add(effects.changes());
        }
        if (effects.movesNames()) {
            doubtNames();
        }
        if (effects.changesCatalog()) {
            doubtCatalog();
        }
        boolean committed = before != State.FAILED;
        for (Effects.Step step : effects.steps()) {
            committed = follow(step, before) && committed;
        }
        if (after == State.IDLE) {
            ended(committed);
        } else if (after == State.FAILED) {
            namesMoved = true; // what it changed before it failed is undone later
        }
    }

    /** @return false if the step undoes the transaction */
    private boolean follow(Effects.Step step, State before) {
        Object name = step.name() == null ? "" : step.name();
        switch (step.verb()) {
            case COMMIT, COMMIT_CHAIN -> ended(before != State.FAILED);
            case ROLLBACK, ROLLBACK_CHAIN -> {
                ended(false);
                return false;
            }
            case PREPARE_TRANSACTION -> {
                capture.prepared().prepared(name.toString(), prepared());
                return false;
            }
            case SAVEPOINT -> pending.savepoint(name);
            case RELEASE -> pending.release(name);
            case ROLLBACK_TO -> rolledBackTo(name);
            case COMMIT_PREPARED -> memory.committedPrepared(name.toString());
            case ROLLBACK_PREPARED -> capture.prepared().ended(name.toString());
            case BEGIN -> {}
        }
        return true;
    }

    /** A savepoint was set; {@code name} is what rolling back to it will be called with. */
    public void savepoint(Object name) {
        pending.savepoint(name);
    }

    public void released(Object name) {
        pending.release(name);
    }

    public void rolledBackTo(Object name) {
        pending.rollBackTo(name);
        if (namesMoved) {
            view = null;
        }
        if (catalogChanged) {
            own = null;
        }
    }

    /** The transaction is prepared: it is over for this session, but not committed. */
    public PreparedChanges prepared() {
        PreparedChanges changes = pending.take();
        ended(false);
        return changes;
    }

    /** The transaction is over, or the connection is. */
    public void ended(boolean committed) {
        if (committed) {
            pending.publish();
        } else {
            pending.discard();
        }
        if (namesMoved || shadowed) {
            view = null;
            namesMoved = false;
        }
        if (catalogChanged) {
            catalogChanged = false;
            own = null;
            view = null;
            capture.forget();
        }
    }
}
