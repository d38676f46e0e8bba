package dev.typesync.capture;

import dev.typesync.capture.DatabaseSession.State;
import dev.typesync.capture.catalog.CatalogSnapshot;
import dev.typesync.capture.catalog.WatchList;
import dev.typesync.capture.change.CapturedChange;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.change.PreparedChanges;
import dev.typesync.capture.change.TransactionChanges;
import dev.typesync.capture.decision.Acceptance;
import dev.typesync.capture.decision.ColumnLabels;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.RowOperation;
import dev.typesync.capture.decision.RowOperationPlan;
import dev.typesync.capture.decision.SessionEffects;
import dev.typesync.capture.decision.StatementRequest;
import dev.typesync.capture.rewrite.RowMovingDdl;
import dev.typesync.capture.rewrite.SessionEffectsReader;
import dev.typesync.capture.rewrite.StatementImpact;
import dev.typesync.outbox.TableId;
import dev.typesync.parser.StatementParser;
import dev.typesync.parser.lexer.TextShape;
import dev.typesync.parser.plan.ParsedSql;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.StatementPlan;
import dev.typesync.parser.plan.TransactionVerb;
import dev.typesync.parser.plan.WriteTarget;
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
    private final DatabaseSession databaseSession;
    private final TransactionChanges pending;
    private final SqlPreparedStatements prepared = new SqlPreparedStatements();
    private final SessionCatalog catalog;
    private final MemoryCapture memory;
    private final SessionRowWrites rowWrites;
    private final ShapedTexts shaped;

    CaptureSession(Capture capture, DatabaseSession databaseSession) {
        this.capture = capture;
        this.databaseSession = databaseSession;
        this.catalog = new SessionCatalog(capture, databaseSession);
        this.pending = new TransactionChanges(capture.bus(), capture.memory());
        this.memory = new MemoryCapture(capture, pending);
        this.shaped = new ShapedTexts(databaseSession, catalog);
        this.rowWrites = new SessionRowWrites(capture, databaseSession);
    }

    public State state() {
        return databaseSession.state();
    }

    /**
     * Whether a text needs no decision: it changes no row, nor do the functions that it calls, and not what names mean
     * either. Allocates nothing as long as no function writes a replicated table.
     */
    public boolean isOfNoConcern(String sql) {
        return StatementParser.onlyReads(sql) && !SetConfig.isMentioned(sql) && !catalog.mayCall(sql);
    }

    /**
     * What to do for a text that is about to be executed.
     *
     * @throws SQLException the catalog cannot be read, or the text itself is wrong
     */
    public Decision decide(String sql, StatementRequest request, ColumnLabels labels) throws SQLException {
        Decision remembered =
                databaseSession.state() == State.FAILED || catalog.isOutOfDate() ? null : peek(sql, request);
        return remembered != null ? remembered : decideAnew(sql, request, labels);
    }

    private Decision decideAnew(String sql, StatementRequest request, ColumnLabels labels) throws SQLException {
        TextShape shape = shaped.shape(sql, request);
        Decision ofShape = shape == null ? null : shaped.decided(sql, shape, request);
        if (ofShape != null) {
            return ofShape;
        }
        ParsedSql parsed = capture.parser().parse(sql, databaseSession.standardConformingStrings());
        if (databaseSession.state() == State.FAILED) {
            return whileFailed(sql, parsed, request);
        }
        Decision named = prepared.decide(parsed, this::marksOf);
        if (named != null) {
            return named;
        }
        if (!mayConcern(sql, parsed)) {
            return untouched(parsed);
        }
        CatalogSnapshot seen = catalog.view();
        Decision decision = remembered(seen, sql, request);
        if (decision == null) {
            decision = planned(seen, parsed, sql, request, labels);
            if (shape != null) {
                shaped.remember(sql, shape, parsed, request, decision, seen);
            }
        }
        return decision;
    }

    private Decision planned(
            CatalogSnapshot seen, ParsedSql parsed, String sql, StatementRequest request, ColumnLabels labels)
            throws SQLException {
        Decision decision = capture.plan(sql, parsed, request, seen, labels, databaseSession::query);
        if (decision instanceof Decision.Rewritten rewritten) {
            Acceptance acceptance = seen.acceptance(sql, request);
            decision = acceptance.isRefused() ? rewritten.fallback() : rewritten.with(acceptance);
        }
        capture.announce(decision.marks());
        if (databaseSession.readsAsWritten(sql)) {
            seen.remember(sql, request, decision);
        }
        return decision;
    }

    private @Nullable Decision remembered(CatalogSnapshot seen, String sql, StatementRequest request) {
        return databaseSession.readsAsWritten(sql) ? seen.decided(sql, request) : null;
    }

    /**
     * The server refuses whatever does not end the transaction, and nothing can be asked. The text that will probably be sent
     * when it works again is sent now too: by counting its executions the driver decides how to send it then.
     */
    private Decision whileFailed(String sql, ParsedSql parsed, StatementRequest request) {
        CatalogSnapshot seen = catalog.lastView();
        if (seen == null) {
            return untouched(parsed);
        }
        Decision decision = remembered(seen, sql, request);
        if (decision == null) {
            try {
                decision = capture.plan(sql, parsed, request, seen, CaptureSession::unknown, any -> unknown());
            } catch (SQLException unknown) {
                return untouched(parsed);
            }
        }
        if (!decision.effects().steps().isEmpty()) { // of a rollback, behind which it may go on
            List<Mark> marks = decision.allMarks();
            return marks.isEmpty() ? untouched(parsed) : new Decision.MarkAround(marks, decision.effects());
        }
        return decision instanceof Decision.Rewritten ? decision : untouched(parsed);
    }

    private static <T> List<T> unknown() throws SQLException {
        throw new SQLException("nothing can be asked while the transaction has failed");
    }

    /** The decision for a text if it is known already: asks nothing of the database. */
    public @Nullable Decision peek(String sql, StatementRequest request) {
        CatalogSnapshot seen = catalog.currentView();
        return seen == null ? null : remembered(seen, sql, request);
    }

    /** Whether a string holds one statement. */
    public boolean isSingle(String sql) {
        return capture.parser()
                        .parse(sql, databaseSession.standardConformingStrings())
                        .statements()
                        .size()
                == 1;
    }

    /** The statements of a string that write a watched relation. */
    public List<String> watchedWrites(String sql) throws SQLException {
        CatalogSnapshot seen = catalog.view();
        List<String> writes = new ArrayList<>();
        for (StatementPlan plan : capture.parser()
                .parse(sql, databaseSession.standardConformingStrings())
                .statements()) {
            if (plan.operation() != SqlOperation.OPAQUE
                    && plan.targets().stream().anyMatch(target -> seen.resolve(target.name()) != null)) {
                writes.add(sql.substring(plan.layout().start(), plan.layout().end()));
            }
        }
        return writes;
    }

    private static Decision untouched(ParsedSql parsed) {
        SessionEffects effects = SessionEffectsReader.plans(parsed.statements());
        return Decision.PassThrough.of(effects);
    }

    private boolean mayConcern(String sql, ParsedSql parsed) throws SQLException {
        if (catalog.mayCall(sql) && !catalog.watch().calledIn(sql).isEmpty()) {
            return true;
        }
        if (SessionEffectsReader.writeUnderMovedMeaning(parsed.statements())) {
            return catalog.watch() != WatchList.NOTHING; // what is written may have been made, or named, in front
        }
        WatchList watchList = null;
        for (StatementPlan plan : parsed.statements()) {
            if (plan.transaction() == TransactionVerb.BEGIN && databaseSession.state() == State.IDLE) {
                catalog.watch(); // inside the transaction it is not read again, however old it is
            }
            boolean opaque = plan.operation() == SqlOperation.OPAQUE;
            if (RowMovingDdl.mayBe(plan) && RowMovingDdl.concerns(catalog.watch(), plan)) {
                return true;
            }
            if (!opaque && !plan.operation().writesRows()) {
                continue;
            }
            watchList = watchList == null ? catalog.watch() : watchList;
            if (opaque || plan.targets().isEmpty()) {
                return watchList != WatchList.NOTHING;
            }
            for (WriteTarget target : plan.targets()) {
                if (watchList.knows(target.name().table())
                        || catalog.hasAppeared(target.name().table())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Marks for all that texts name which are executed together, if one of them writes what another may have made or moved. */
    public List<Mark> namedBy(List<String> texts) throws SQLException {
        List<StatementPlan> plans = texts.stream()
                .flatMap(sql ->
                        capture.parser().parse(sql, databaseSession.standardConformingStrings()).statements().stream())
                .toList();
        return SessionEffectsReader.marksOfMoved(plans, catalog.watch());
    }

    /** Marks for what a statement changes once it is executed. */
    private List<Mark> marksOf(StatementPlan plan) throws SQLException {
        return new StatementImpact("", plan, catalog.view()).everything();
    }

    /** The statement that writes marks, to be executed as it is. */
    public String markStatement(List<Mark> marks) {
        return capture.markStatement(marks);
    }

    /** The statement that writes keys; parameters: the table as {@link TableId#quoted()}, the keys as text[]. */
    public String keyStatement() {
        return capture.keyStatement();
    }

    /**
     * What to do for a change of one row by something that no text shows.
     *
     * @param table where the columns of the result come from that holds the row; null if that cannot be told
     * @param labels of its columns, in lower case
     */
    public RowOperationPlan rowWrite(@Nullable TableId table, RowOperation change, Set<String> labels)
            throws SQLException {
        return rowWrites.plan(catalog.view(), table, change, labels);
    }

    /** Whether the transaction may not write; asks the server. */
    public boolean isReadOnly() throws SQLException {
        return databaseSession
                .query("select pg_catalog.current_setting('transaction_read_only')")
                .get(0)
                .text(0)
                .equals("on");
    }

    /**
     * The rewritten text was refused where the original is not: what is known of the catalog may be out of date. If it is
     * not, the originals of this shape go from now on, with a mark.
     */
    public void distrust(String sql, StatementRequest request, Decision.Rewritten decision) throws SQLException {
        doubtCatalog();
        if (databaseSession.state() != State.FAILED) {
            catalog.view().refuse(sql, request);
        }
        capture.announce(decision.allMarks());
    }

    /** What is known of the catalog may be out of date. */
    public void doubtCatalog() {
        catalog.doubt();
    }

    /** Unqualified names, or rights, may be others now. */
    public void doubtNames() {
        catalog.doubtNames();
    }

    /** What is learnt for {@code durability: memory}. */
    public MemoryCapture memory() {
        return memory;
    }

    /**
     * A text was executed, or failed.
     *
     * @param before the state when it was sent
     * @param changed false if it failed and has changed nothing for certain
     */
    public void executed(Decision decision, State before, boolean changed) {
        SessionEffects effects = decision.effects();
        State after = databaseSession.state();
        List<CapturedChange> learnt = memory.executed(decision, changed);
        if (effects.isNone() && before == after && learnt.isEmpty()) {
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
        for (SessionEffects.Step step : effects.steps()) {
            committed = follow(step, before) && committed;
        }
        if (effects.rollBack() && !learnt.isEmpty()) { // what stands behind the rollback is not undone by it
            pending.learnt(learnt);
            committed = true;
        }
        if (after == State.IDLE) {
            ended(committed);
        } else if (after == State.FAILED) {
            catalog.failed();
        }
    }

    /** @return false if the step undoes the transaction */
    private boolean follow(SessionEffects.Step step, State before) {
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
        catalog.rolledBackToSavepoint();
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
        catalog.ended();
    }
}
