package dev.typesync.capture;

import dev.typesync.capture.DatabaseSession.State;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.change.TransactionChanges;
import dev.typesync.capture.change.UnpublishedChanges;
import dev.typesync.capture.decision.ColumnLabels;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.RowOperation;
import dev.typesync.capture.decision.RowOperationPlan;
import dev.typesync.capture.decision.StatementRequest;
import dev.typesync.capture.rewrite.RowOperationPlanner;
import dev.typesync.capture.rewrite.SessionEffectsReader;
import dev.typesync.capture.rewrite.StatementImpact;
import dev.typesync.outbox.TableId;
import dev.typesync.parser.lexer.TextShape;
import dev.typesync.parser.plan.ParsedSql;
import dev.typesync.parser.plan.StatementPlan;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Capture for one database session: decides what is sent for each text, and follows the transaction. Belongs to one
 * connection and is as thread-safe as that: calls do not overlap. Methods that throw SQLException may query the
 * catalog.
 */
public final class CaptureSession {
    private final Capture capture;
    private final DatabaseSession databaseSession;
    private final SqlPreparedStatements prepared = new SqlPreparedStatements();
    private final SessionCatalog catalog;
    private final WatchedTableCheck relevance;
    private final StatementInspection statements;
    private final MemoryCapture memory;
    private final SessionTransaction transaction;
    private final RowOperationPlanner rowOperations;

    CaptureSession(Capture capture, DatabaseSession databaseSession) {
        TransactionChanges changes = new TransactionChanges(capture.bus(), capture.memory());
        this.capture = capture;
        this.databaseSession = databaseSession;
        this.catalog = new SessionCatalog(capture.catalog(), databaseSession);
        this.relevance = new WatchedTableCheck(catalog, databaseSession);
        this.statements = new StatementInspection(capture.parser(), databaseSession, catalog);
        this.memory = capture.memoryCapture(changes);
        this.transaction = new SessionTransaction(databaseSession, catalog, changes, memory, capture.prepared());
        this.rowOperations = capture.rowOperations(databaseSession);
    }

    public State state() {
        return databaseSession.state();
    }

    /**
     * Whether a text needs no decision: neither it nor the functions that it calls change rows, or what names mean.
     * Allocates nothing as long as no function writes a replicated table.
     */
    public boolean needsNoDecision(String sql) {
        return relevance.needsNoDecision(sql);
    }

    /**
     * The decision for a text that is about to be executed.
     *
     * @throws SQLException the catalog cannot be read, or the text itself is wrong
     */
    public Decision decide(String sql, StatementRequest request, ColumnLabels labels) throws SQLException {
        boolean readsAsWritten = databaseSession.readsAsWritten(sql); // otherwise nothing is remembered for the text
        DecisionCache usable = readsAsWritten ? catalog.usableDecisions() : null;
        Decision known = usable == null ? null : usable.find(sql, request);
        if (known != null) {
            return known;
        }
        if (databaseSession.state() == State.FAILED) {
            return whileFailed(sql, request);
        }
        TextShape shape = readsAsWritten ? DecisionCache.shapeOf(sql, request) : null;
        Decision ofShape = usable == null || shape == null ? null : usable.find(sql, shape, request);
        return ofShape != null ? ofShape : decideNew(sql, shape, request, labels, usable);
    }

    /** @param searched the decisions among which this text is not */
    private Decision decideNew(
            String sql,
            @Nullable TextShape shape,
            StatementRequest request,
            ColumnLabels labels,
            @Nullable DecisionCache searched)
            throws SQLException {
        ParsedSql parsed = parse(sql);
        Decision ofPrepared = prepared.decide(parsed, this::marksOf);
        if (ofPrepared != null) {
            return ofPrepared;
        }
        if (!relevance.mayConcern(sql, parsed)) {
            return passThrough(parsed);
        }
        DecisionCache current = catalog.decisions();
        Decision known = current == searched ? null : find(current, sql, request);
        return known != null ? known : plan(current, parsed, sql, shape, request, labels);
    }

    private Decision plan(
            DecisionCache current,
            ParsedSql parsed,
            String sql,
            @Nullable TextShape shape,
            StatementRequest request,
            ColumnLabels labels)
            throws SQLException {
        Decision planned = capture.planner().plan(sql, parsed, request, current.snapshot(), labels, databaseSession);
        Decision decision = current.shareByShape(sql, shape, request, planned);
        capture.warnings().log(decision.marks());
        if (databaseSession.readsAsWritten(sql)) {
            current.remember(sql, request, decision);
        }
        return decision;
    }

    private @Nullable Decision find(DecisionCache decisions, String sql, StatementRequest request) {
        return databaseSession.readsAsWritten(sql) ? decisions.find(sql, request) : null;
    }

    /**
     * The server refuses everything that does not end the transaction, and answers no query. The text that will
     * probably be sent in later transactions is sent now too: the driver counts its executions to decide how to send it
     * then.
     */
    private Decision whileFailed(String sql, StatementRequest request) {
        ParsedSql parsed = parse(sql);
        DecisionCache last = catalog.latestDecisions();
        if (last == null) {
            return passThrough(parsed);
        }
        Decision decision = find(last, sql, request);
        if (decision == null) {
            try {
                decision = capture.planner()
                        .plan(sql, parsed, request, last.snapshot(), CaptureSession::noAnswer, any -> noAnswer());
            } catch (SQLException unanswered) {
                return passThrough(parsed);
            }
        }
        if (!decision.effects().steps().isEmpty()) { // a rollback, after which the text may go on
            List<Mark> marks = decision.allMarks();
            return marks.isEmpty() ? passThrough(parsed) : new Decision.MarkAround(marks, decision.effects());
        }
        return decision instanceof Decision.Rewritten ? decision : passThrough(parsed);
    }

    private static <T> List<T> noAnswer() throws SQLException {
        throw new SQLException("the server answers no query while the transaction has failed");
    }

    private ParsedSql parse(String sql) {
        return capture.parser().parse(sql, databaseSession.standardConformingStrings());
    }

    private static Decision passThrough(ParsedSql parsed) {
        return Decision.PassThrough.of(SessionEffectsReader.read(parsed.statements()));
    }

    /** Marks for what a statement changes when it is executed. */
    private List<Mark> marksOf(StatementPlan plan) throws SQLException {
        return new StatementImpact("", plan, catalog.decisions().snapshot()).allMarks();
    }

    /** The decision for a text if it is known already; does not query the database. */
    public @Nullable Decision peek(String sql, StatementRequest request) {
        DecisionCache current = catalog.currentDecisions();
        return current == null ? null : find(current, sql, request);
    }

    /**
     * The server has refused the rewritten text but not the original. The snapshot of the catalog may be out of date.
     * If it is not, the originals of all texts of this shape are sent from now on, with marks.
     */
    public void rewriteRefused(String sql, StatementRequest request, Decision.Rewritten decision) throws SQLException {
        catalog.invalidate();
        if (databaseSession.state() != State.FAILED) {
            catalog.decisions().refuse(sql, request);
        }
        capture.warnings().log(decision.allMarks());
    }

    /** Answers questions about the statements of a text. */
    public StatementInspection statements() {
        return statements;
    }

    /** The SQL that writes marks, to be executed without parameters. */
    public String markStatement(List<Mark> marks) {
        return capture.markStatement(marks);
    }

    /** The SQL that writes keys; parameters: the table as {@link TableId#quoted()}, the keys as text[]. */
    public String keyStatement() {
        return capture.keyStatement();
    }

    /**
     * The plan for a change of one row that no text shows.
     *
     * @param table where the columns of the result come from that holds the row; null if that is unknown
     * @param labels of its columns, in lower case
     */
    public RowOperationPlan planRowOperation(@Nullable TableId table, RowOperation change, Set<String> labels)
            throws SQLException {
        RowOperationPlan plan = rowOperations.plan(catalog.decisions().snapshot(), table, change, labels);
        capture.warnings().log(plan.marks());
        return plan;
    }

    /** Whether the transaction may not write; queries the server. */
    public boolean isReadOnly() throws SQLException {
        return databaseSession
                .query("select pg_catalog.current_setting('transaction_read_only'::pg_catalog.text)")
                .get(0)
                .text(0)
                .equals("on");
    }

    /** Unqualified names, or rights, may have changed. */
    public void invalidateNames() {
        catalog.invalidateNames();
    }

    /** What is captured for {@code durability: memory}. */
    public MemoryCapture memory() {
        return memory;
    }

    /**
     * A text was executed, or has failed.
     *
     * @param before the state when it was sent
     * @param changed false if it failed and certainly changed nothing
     */
    public void executed(Decision decision, State before, boolean changed) {
        transaction.executed(decision, before, changed);
    }

    /** A savepoint was set; {@code name} is what {@link #rolledBackTo} and {@link #released} will be called with. */
    public void savepoint(Object name) {
        transaction.savepoint(name);
    }

    public void released(Object name) {
        transaction.released(name);
    }

    public void rolledBackTo(Object name) {
        transaction.rolledBackTo(name);
    }

    /** The transaction is prepared: it has ended for this session, but is not committed. */
    public UnpublishedChanges prepared() {
        return transaction.prepared();
    }

    /** The transaction has ended, or the connection has. */
    public void ended(boolean committed) {
        transaction.ended(committed);
    }
}
