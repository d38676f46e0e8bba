package dev.typesync.jdbc.execution;

import dev.typesync.capture.DatabaseSession.State;
import dev.typesync.capture.decision.ColumnLabels;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.StatementRequest;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One text that the application has prepared: the delegate's statements for it, its current parameters, and which of
 * the statements has them. Not thread-safe, as a statement is not. Closes the delegate's statements.
 */
public final class PreparedText {
    private final ConnectionCapture capture;
    private final String sql;
    private final StatementRequest request;
    private final DelegateStatements statements;
    private final ActiveStatement<PreparedStatement> active;
    private final ParameterBindings bindings = new ParameterBindings();
    private final ColumnLabels columnLabels = this::readColumnLabels; // once: every execution needs it

    private PreparedStatement holder; // has the current parameters
    private Decision.@Nullable Rewritten lastRewritten;

    private PreparedText(
            ConnectionCapture capture, String sql, StatementRequest request, DelegateStatements statements) {
        this.capture = capture;
        this.sql = sql;
        this.request = request;
        this.statements = statements;
        this.active = new ActiveStatement<>(statements.first());
        this.holder = statements.first();
    }

    /**
     * Prepares a text on the delegate. If the rewritten text is known already, the delegate gets it from the start. The
     * database is not asked for anything.
     *
     * @param isCall the delegate has to be a callable statement, which cannot return generated keys
     */
    public static PreparedText prepare(
            ConnectionCapture capture,
            String sql,
            StatementRequest request,
            StatementPreparation preparation,
            boolean isCall)
            throws SQLException {
        StatementPreparation preparing =
                capture.session().memory().isUsed() ? preparation.withGeneratedKeysExceptFor(sql) : preparation;
        Decision.Rewritten known =
                capture.session().peek(sql, request) instanceof Decision.Rewritten rewritten ? rewritten : null;
        String first = known == null || (isCall && known.keysFromReturning() != null) ? sql : known.text();
        PreparedStatement delegate = preparing.prepare(capture.delegate(), first);
        DelegateStatements statements = new DelegateStatements(capture.delegate(), preparing, delegate, first);
        PreparedText text = new PreparedText(capture, sql, request, statements);
        text.lastRewritten = known;
        return text;
    }

    ConnectionCapture capture() {
        return capture;
    }

    /** The application's text. */
    public String sql() {
        return sql;
    }

    /** How the application executes its text. */
    public StatementRequest request() {
        return request;
    }

    /** The delegate's statement that the application's statement was created with. */
    public PreparedStatement delegate() {
        return statements.first();
    }

    /** The delegate's statement that executes, or executed last. */
    public ActiveStatement<PreparedStatement> active() {
        return active;
    }

    /** The current parameters. */
    public ParameterBindings bindings() {
        return bindings;
    }

    /** The delegate's statement that has the current parameters. */
    public PreparedStatement holder() {
        return holder;
    }

    void setHolder(PreparedStatement statement) {
        holder = statement;
    }

    /** Whether the current parameters can be bound again: none of them is a stream. */
    public boolean isRepeatable() {
        return bindings.isRepeatable();
    }

    /**
     * Binds a parameter.
     *
     * @param once the value cannot be bound again: it is a stream
     */
    public void bind(int parameter, Binding binding, boolean once) throws SQLException {
        binding.bind(holder, parameter);
        bindings.set(parameter, binding, once);
    }

    /**
     * Binds a parameter that the application may change later.
     *
     * @param again binds what the value is now
     */
    public void bind(int parameter, Binding first, Binding again) throws SQLException {
        first.bind(holder, parameter);
        bindings.set(parameter, again, false);
    }

    /** Whether the application's text has a parameter without a value: the driver refuses to execute it. */
    boolean lacksParameters(ParameterBindings values) throws SQLException {
        return !values.contains(capture.pgSession().parameterCount(sql));
    }

    /** Removes the current parameters. */
    public void clearParameters() throws SQLException {
        statements.clearParameters();
        bindings.clear();
    }

    /** The decision for the text, before its parameters are looked at. */
    Decision decide() throws SQLException {
        return capture.session().decide(sql, request, columnLabels);
    }

    private List<String> readColumnLabels() throws SQLException {
        return capture.labels(() -> ColumnLabelQuery.labels(statementOfApplication()));
    }

    /** The rewritten text that the driver prints if it has been sent, or is about to be. */
    void setLastRewritten(Decision.Rewritten rewritten) {
        lastRewritten = rewritten;
    }

    /** The statement for the application's text, with the current parameters if they can be bound again. */
    public PreparedStatement statementOfApplication() throws SQLException {
        return isRepeatable() ? withParameters(sql) : statements.statement(sql);
    }

    /** The statement for a text, with the current parameters; null: for the application's text. */
    PreparedStatement statementWithParameters(Decision.@Nullable Rewritten rewritten) throws SQLException {
        return withParameters(rewritten == null ? sql : rewritten.text());
    }

    /** The statement for a text; null: for the application's. */
    PreparedStatement statement(Decision.@Nullable Rewritten rewritten) throws SQLException {
        return statements.statement(rewritten == null ? sql : rewritten.text());
    }

    /** One more statement for a text, which the caller closes. */
    public PreparedStatement anotherStatement(String text) throws SQLException {
        return statements.create(text);
    }

    /** The same without the generated keys that the application requests, for a text of typesync. */
    PreparedStatement statementWithoutKeys(String text) throws SQLException {
        return statements.createWithoutKeys(text);
    }

    @SuppressWarnings("ReferenceEquality") // of two statements with equal texts only one has the parameters
    private PreparedStatement withParameters(String text) throws SQLException {
        PreparedStatement statement = statements.statement(text);
        if (statement != holder) {
            bindings.bindTo(statement, 0);
            holder = statement;
        }
        return statement;
    }

    /** Executes a statement that has its parameters. */
    <T> T execute(
            PreparedStatement statement, Decision.@Nullable Rewritten rewritten, SqlFunction<PreparedStatement, T> call)
            throws SQLException {
        return activate(statement, rewritten)
                ? WithoutRowLimits.run(statement, () -> call.apply(statement))
                : call.apply(statement);
    }

    /** Executes a batch as statements of several rows each. */
    long[] execute(PreparedStatement statement, Decision.Rewritten rewritten, MultiRowBatch batch) throws SQLException {
        activate(statement, rewritten);
        return capture.atomic().run(statement, batch::execute);
    }

    /** Returns whether the statement returns keys that are only for typesync. */
    private boolean activate(PreparedStatement statement, Decision.@Nullable Rewritten rewritten) {
        boolean returnsKeys = rewritten != null && rewritten.keysFromReturning() != null;
        active.set(statement);
        active.setKeysHidden(returnsKeys);
        return returnsKeys;
    }

    /**
     * Lets pgjdbc describe a text in the simple protocol: pgjdbc executes the text for that, and begins no transaction
     * for it.
     */
    public <T> T describeByExecution(Decision.Rewritten rewritten, SqlFunction<PreparedStatement, T> call)
            throws SQLException {
        State before = capture.session().state();
        try {
            // the execution's warnings are shown
            active.set(withParameters(rewritten.keysFromReturning() == null ? rewritten.text() : sql));
            return call.apply(active.get());
        } finally {
            capture.session().executed(rewritten, before, true);
        }
    }

    /** Whether the statement was prepared for the text. */
    boolean isFor(PreparedStatement statement, String other) {
        return statements.isFor(statement, other);
    }

    /**
     * The application's text in what the driver prints for the rewritten one.
     *
     * @param entries the number of entries in the batch of the application, which the driver prints one after the other
     */
    public String restore(String printed, int entries) {
        if (lastRewritten == null) {
            return printed;
        }
        return entries > 1 ? lastRewritten.restoreBatch(printed) : lastRewritten.restore(printed);
    }

    /** Closes the delegate's statements. */
    public void close() throws SQLException {
        statements.closeSecond();
        statements.first().close();
    }
}
