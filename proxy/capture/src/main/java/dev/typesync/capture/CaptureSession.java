package dev.typesync.capture;

import dev.typesync.capture.DatabaseSession.State;
import dev.typesync.capture.catalog.CatalogRow;
import dev.typesync.capture.catalog.CatalogSql;
import dev.typesync.capture.catalog.WatchList;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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
    private final DecisionByNames byNames;
    private final Questions textQuestions; // about a text of the application, and about its transaction
    private final WatchedTableCheck relevance;
    private final StatementInspection statements;
    private final MemoryCapture memory;
    private final SessionTransaction transaction;
    private final RowOperationPlanner rowOperations;

    CaptureSession(Capture capture, DatabaseSession databaseSession) {
        TransactionChanges changes = new TransactionChanges(capture.bus(), capture.memory());
        this.capture = capture;
        this.databaseSession = databaseSession;
        this.catalog = new SessionCatalog(capture.catalog(), databaseSession, capture.questions());
        this.byNames = new DecisionByNames(capture.catalog(), catalog);
        this.textQuestions = capture.questions();
        this.relevance = new WatchedTableCheck(catalog, databaseSession);
        this.statements = new StatementInspection(capture.parser(), databaseSession, catalog, byNames);
        this.memory = capture.memoryCapture(changes);
        this.transaction = new SessionTransaction(databaseSession, catalog, changes, memory, capture);
        this.rowOperations = capture.rowOperations(this::askAboutText);
    }

    /** Loads the classes of a session ahead of the first one, as {@link ClassLoading} says. */
    public static void load() {
        ClassLoading.initialize(
                CatalogSql.class,
                CatalogRow.class,
                Decision.class,
                SqlPreparedStatements.class,
                TransactionChanges.class,
                SessionCatalog.class,
                Questions.class,
                DecisionByNames.class,
                WatchedTableCheck.class,
                StatementInspection.class,
                MemoryCapture.class,
                SessionTransaction.class,
                RowOperationPlanner.class);
    }

    private List<CatalogRow> askAboutText(String sql) throws SQLException {
        return textQuestions.ask(() -> databaseSession.query(sql));
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
     * The decision for a text that is about to be executed. If a question fails that has to be asked for it, the text is
     * sent as it is, and what it may change is marked.
     *
     * @throws SQLException the application's own: the connection is lost, or the application has canceled the statement
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
        if (ofShape != null) {
            return ofShape;
        }
        ParsedSql parsed = parse(sql);
        try {
            return decideNew(sql, parsed, shape, request, labels, usable);
        } catch (SQLException | RuntimeException e) {
            return withoutAnswer(parsed, e);
        }
    }

    private Decision withoutAnswer(ParsedSql parsed, Exception failure) throws SQLException {
        if (failure instanceof SessionEndedException ended) {
            ended.throwError();
            return passThrough(parsed);
        }
        Decision decision = byNames.decide(parsed);
        if (failure instanceof TextRefusedException) {
            return decision instanceof Decision.MarkBefore marked ? marked.unlessReadOnly() : decision;
        }
        capture.warnings().logUnanswered(decision.marks(), catalog.lastKnown() == WatchList.NOTHING, failure);
        return decision;
    }

    /** @param searched the decisions among which this text is not */
    private Decision decideNew(
            String sql,
            ParsedSql parsed,
            @Nullable TextShape shape,
            StatementRequest request,
            ColumnLabels labels,
            @Nullable DecisionCache searched)
            throws SQLException {
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
        Decision planned = planAsking(current, parsed, sql, request, labels);
        Decision decision = current.shareByShape(sql, shape, request, planned);
        capture.warnings().log(decision.marks());
        if (databaseSession.readsAsWritten(sql)) {
            current.remember(sql, request, decision);
        }
        return decision;
    }

    /** A fault of the planner, too, is not met again by each of the next statements: it may come after a question. */
    private Decision planAsking(
            DecisionCache current, ParsedSql parsed, String sql, StatementRequest request, ColumnLabels labels)
            throws SQLException {
        try {
            return capture.planner()
                    .plan(
                            sql,
                            parsed,
                            request,
                            current.snapshot(),
                            () -> textQuestions.ask(labels::labels),
                            this::askAboutText);
        } catch (RuntimeException e) {
            textQuestions.failed(e);
            throw e;
        }
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
        try {
            return new StatementImpact("", plan, catalog.decisions().snapshot()).allMarks();
        } catch (SessionEndedException e) {
            throw e;
        } catch (SQLException | RuntimeException e) {
            return unanswered(byNames.marks(plan), e);
        }
    }

    /**
     * A question has failed: everything that the statement may change is marked.
     *
     * @return the marks
     */
    private List<Mark> unanswered(List<Mark> marks, Exception failure) {
        capture.warnings().logUnanswered(marks, false, failure);
        return marks;
    }

    /**
     * Asks the server about a text of the application, or about the transaction.
     *
     * @param marks finds marks for all that is changed by what is asked about
     * @param unanswered the answer if the question fails
     * @throws SQLException the application's own: the connection is lost, or the application has canceled the statement
     */
    public <T> T ask(Questions.Question<T> question, Supplier<List<Mark>> marks, T unanswered) throws SQLException {
        try {
            return textQuestions.ask(question);
        } catch (SessionEndedException e) {
            e.throwError();
        } catch (SQLException | RuntimeException e) {
            unanswered(marks.get(), e);
        }
        return unanswered;
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
    public void rewriteRefused(String sql, StatementRequest request, Decision.Rewritten decision) {
        try {
            catalog.refuse(sql, request);
        } catch (SQLException | RuntimeException e) { // the execution has its result already
            unanswered(decision.allMarks(), e);
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
        try {
            RowOperationPlan plan = rowOperations.plan(catalog.decisions().snapshot(), table, change, labels);
            capture.warnings().log(plan.marks());
            return plan;
        } catch (SessionEndedException e) {
            e.throwError();
            return RowOperationPlan.NONE; // the write fails by itself
        } catch (SQLException | RuntimeException e) {
            return RowOperationPlan.marked(unanswered(byNames.marksOfRow(table), e));
        }
    }

    /** Marks for a change of one row that no text shows, in an unknown table. */
    public List<Mark> marksOfAnyRow() {
        return byNames.marksOfRow(null);
    }

    /**
     * Whether the transaction may not write; queries the server.
     *
     * @return null if the server does not answer
     */
    public @Nullable Boolean isReadOnly() throws SQLException {
        Optional<Boolean> answer = ask(
                () -> Optional.of(databaseSession
                        .query("select pg_catalog.current_setting('transaction_read_only'::pg_catalog.text)")
                        .get(0)
                        .text(0)
                        .equals("on")),
                List::of,
                Optional.<Boolean>empty());
        return answer.orElse(null);
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
