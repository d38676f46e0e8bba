package dev.typesync.jdbc.wrapper;

import dev.typesync.capture.DatabaseSession.State;
import dev.typesync.capture.change.CapturedChange;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.StatementRequest;
import dev.typesync.jdbc.execution.Binding;
import dev.typesync.jdbc.execution.ChangeReader;
import dev.typesync.jdbc.execution.ColumnLabelQuery;
import dev.typesync.jdbc.execution.DelegateStatements;
import dev.typesync.jdbc.execution.Execution;
import dev.typesync.jdbc.execution.MultiRowBatch;
import dev.typesync.jdbc.execution.ParameterBatch;
import dev.typesync.jdbc.execution.ParameterBindings;
import dev.typesync.jdbc.execution.PeekedRows;
import dev.typesync.jdbc.execution.SingleExecution;
import dev.typesync.jdbc.execution.StatementPreparation;
import dev.typesync.jdbc.execution.UpdateCounts;
import dev.typesync.jdbc.execution.WithoutRowLimits;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/**
 * A prepared statement that may change rows. Parameters are bound to the text that will probably be executed, and bound
 * again where it is another one. As thread-safe as its delegate. Null-unmarked, as JDBC is.
 */
@NullUnmarked
public class CapturingPreparedStatement extends ActivePreparedStatement {
    private final String sql;
    private final StatementRequest request;
    private final DelegateStatements delegateStatements;
    private final ParameterBatch batch;
    private final ParameterBindings bindings = new ParameterBindings();

    private PreparedStatement bound; // holds the current parameters
    private Decision.Rewritten rewritten; // the last one that was used

    CapturingPreparedStatement(
            PreparedStatement delegate,
            String sql,
            StatementRequest request,
            DelegateStatements delegateStatements,
            CapturingConnection connection) {
        super(delegate, connection);
        this.sql = sql;
        this.request = request;
        this.delegateStatements = delegateStatements;
        this.batch = new ParameterBatch(connection.rewritesBatches());
        this.bound = delegate;
    }

    static CapturingPreparedStatement prepare(
            String sql, StatementRequest request, StatementPreparation preparation, CapturingConnection connection)
            throws SQLException {
        return prepare(sql, request, preparation, connection, CapturingPreparedStatement::new, false);
    }

    /**
     * The delegate gets the rewritten text at once where that is known; nothing is asked of the database here.
     *
     * @param call the delegate has to be a callable statement, which cannot be asked for generated keys
     */
    static <S extends CapturingPreparedStatement> S prepare(
            String sql,
            StatementRequest request,
            StatementPreparation preparation,
            CapturingConnection connection,
            Construction<S> construction,
            boolean call)
            throws SQLException {
        StatementPreparation asking =
                connection.session().memory().isUsed() ? preparation.askingBesides(sql) : preparation;
        Decision known = connection.session().peek(sql, request);
        boolean atOnce = known instanceof Decision.Rewritten own && !(call && own.keysFromReturning() != null);
        String text = atOnce ? ((Decision.Rewritten) known).text() : sql;
        PreparedStatement delegate = asking.prepare(connection.delegate(), text);
        DelegateStatements delegateStatements = new DelegateStatements(connection.delegate(), asking, delegate, text);
        S statement = construction.of(delegate, sql, request, delegateStatements, connection);
        ((CapturingPreparedStatement) statement).rewritten = known instanceof Decision.Rewritten first ? first : null;
        return statement;
    }

    @Override
    public void bind(int parameter, Binding binding) throws SQLException {
        binding.bind(bound, parameter);
        bindings.set(parameter, binding, false);
    }

    @Override
    public void bindOnce(int parameter, Binding binding) throws SQLException {
        binding.bind(bound, parameter);
        bindings.set(parameter, binding, true);
    }

    /** The statement for a text, holding the current parameters. */
    @SuppressWarnings("ReferenceEquality") // of two statements with equal texts one holds the parameters
    private PreparedStatement boundTo(String text) throws SQLException {
        PreparedStatement statement = delegateStatements.of(text);
        if (statement != bound) {
            bindings.bindTo(statement, 0);
            bound = statement;
        }
        return statement;
    }

    /** One of the delegate's methods that execute. */
    private interface Call<T> {
        T execute(PreparedStatement statement) throws SQLException;
    }

    private ChangeReader.Chosen decide(List<ParameterBindings> entries) throws SQLException {
        ChangeReader.Chosen chosen =
                ChangeReader.choose(connection.session().decide(sql, request, this::labels), entries);
        if (chosen.decision() instanceof Decision.Rewritten current) {
            rewritten = current;
        }
        return chosen;
    }

    private List<String> labels() throws SQLException {
        return ColumnLabelQuery.of(bindings.isRepeatable() ? boundTo(sql) : delegateStatements.of(sql));
    }

    private <T> T run(Call<T> call) throws SQLException {
        boolean repeatable = bindings.isRepeatable();
        ChangeReader.Chosen chosen = decide(List.of(bindings));
        Decision decided = repeatable ? chosen.decision() : described(chosen.decision(), bindings, false);
        Decision decision = fitting(decided, repeatable, bound);
        return connection.execution().run(sql, request, decision, new SingleExecution<T>() {
            @Override
            public T send(Decision.Rewritten text) throws SQLException {
                active = bindings.isRepeatable() ? boundTo(text == null ? sql : text.text()) : bound;
                hidesKeys = text != null && text.keysFromReturning() != null;
                return hidesKeys ? WithoutRowLimits.run(active, () -> call.execute(active)) : call.execute(active);
            }

            @Override
            public List<CapturedChange> learnt(Decision made, Decision.Rewritten sent, boolean succeeded)
                    throws SQLException {
                return succeeded
                        ? ChangeReader.of(made, sent, chosen, active, request.keys())
                        : ChangeReader.atMost(made, chosen);
            }

            @Override
            public void undone() throws SQLException {
                SingleExecution.super.undone();
                hidesKeys = true;
            }

            @Override
            public Statement configured() {
                return bindings.isRepeatable() ? delegate : bound;
            }

            @Override
            public Statement executed() {
                return active;
            }

            @Override
            public boolean isRepeatable() {
                return bindings.isRepeatable();
            }

            @Override
            public int before(String text, boolean withParameters) throws SQLException {
                return executeBefore(text, withParameters);
            }
        });
    }

    private int executeBefore(String text, boolean withParameters) throws SQLException {
        try (PreparedStatement statement = delegateStatements.another(text)) {
            statement.setFetchSize(0); // its results are several
            if (withParameters) {
                bindings.bindTo(statement, 0);
            }
            active = statement;
            return SingleExecution.lastNumber(statement, statement.execute());
        } finally {
            active = bound;
        }
    }

    /** The simple protocol executes what pgjdbc means to describe; it begins no transaction for that. */
    private <T> T describe(Call<T> call) throws SQLException {
        Decision decision = fitting(decide(List.of(bindings)).decision(), bindings.isRepeatable(), bound);
        if (!(decision instanceof Decision.Rewritten text) || !bindings.isRepeatable()) {
            return run(call);
        }
        State before = connection.session().state();
        try {
            active = boundTo(
                    text.keysFromReturning() == null ? text.text() : sql); // its warnings are those of the execution
            return call.execute(active);
        } finally {
            connection.session().executed(decision, before, true);
        }
    }

    /** A stream cannot be moved to another statement: then the text that holds it goes, with a mark. */
    private Decision fitting(Decision decision, boolean movable, PreparedStatement holder) {
        if (movable || !(decision instanceof Decision.Rewritten own)) {
            return decision;
        }
        return delegateStatements.isFor(holder, own.text()) ? decision : own.fallback();
    }

    @Override
    public boolean execute() throws SQLException {
        return run(PreparedStatement::execute);
    }

    @Override
    public int executeUpdate() throws SQLException {
        return run(PreparedStatement::executeUpdate);
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        return run(PreparedStatement::executeLargeUpdate);
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        return results.of(run(PreparedStatement::executeQuery));
    }

    @Override
    public void addBatch() throws SQLException {
        batch.add(bindings, bound);
    }

    @Override
    public void clearBatch() throws SQLException {
        delegate.clearBatch();
        batch.clear();
    }

    @Override
    public int[] executeBatch() throws SQLException {
        return batch(PreparedStatement::executeBatch, UpdateCounts.INTS);
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        return batch(PreparedStatement::executeLargeBatch, UpdateCounts.LONGS);
    }

    private <T> T batch(Call<T> call, UpdateCounts<T> counts) throws SQLException {
        ParameterBatch.Entries entries = batch.take();
        hidesKeys = false;
        if (entries.isEmpty()) {
            active = delegate;
            return call.execute(delegate);
        }
        ChangeReader.Chosen chosen;
        Decision decision;
        try {
            chosen = decide(entries.values());
            Decision own = inBatch(chosen.decision(), entries);
            Decision described = described(own, entries.values().get(0), entries.areRepeatable());
            decision = fitting(described, entries.areRepeatable(), entries.holder());
        } catch (SQLException e) {
            entries.clear(); // they would go with those of the next batch
            throw e;
        }
        T result = connection.execution().run(sql, request, decision, sending(entries, chosen, call, counts));
        if (bindings.isRepeatable() && entries.areRepeatable()) {
            bindings.bindTo(active, 0);
        }
        return result;
    }

    private <T> Execution<T> sending(
            ParameterBatch.Entries entries, ChangeReader.Chosen chosen, Call<T> call, UpdateCounts<T> counts) {
        return new Execution<T>() {
            private MultiRowBatch rows;

            @Override
            public T send(Decision.Rewritten text) throws SQLException {
                active = entries.areRepeatable()
                        ? delegateStatements.of(text == null ? sql : text.text())
                        : entries.holder();
                bound = active;
                hidesKeys = text != null && text.keysFromReturning() != null;
                if (text != null && entries.areRowsOf(text)) {
                    rows = new MultiRowBatch(
                            text,
                            text.rows(),
                            entries.values(),
                            delegateStatements,
                            active,
                            running -> active = running);
                    return counts.of(connection.execution().together(active, rows::execute));
                }
                entries.putOn(active);
                return hidesKeys ? WithoutRowLimits.run(active, () -> call.execute(active)) : call.execute(active);
            }

            @Override
            public List<CapturedChange> learnt(Decision made, Decision.Rewritten sent, boolean succeeded)
                    throws SQLException {
                if (!succeeded) {
                    return ChangeReader.atMost(made, chosen);
                }
                return rows != null ? rows.learnt() : ChangeReader.of(made, sent, chosen, active, request.keys());
            }

            @Override
            public void undone() throws SQLException {
                Execution.super.undone();
                hidesKeys = true;
            }

            @Override
            public Statement configured() {
                return entries.areRepeatable() ? delegate : entries.holder();
            }

            @Override
            public boolean isRepeatable() {
                return entries.areRepeatable() && !request.describable();
            }

            @Override
            public boolean isBatch() {
                return true;
            }
        };
    }

    /**
     * Under autocommit, when an entry fails, it shows where pgjdbc cuts a batch, which it does elsewhere with keys to bring
     * back; in a transaction the keys that the application gets can be written for all entries at once.
     */
    private Decision inBatch(Decision decision, ParameterBatch.Entries entries) throws SQLException {
        if (!(decision instanceof Decision.Rewritten own)) {
            return decision;
        }
        Decision behind = own.keysAppended();
        if (behind != null
                && entries.areMany()
                && PeekedRows.arePossible()
                && connection.execution().isInTransaction()) {
            return behind;
        }
        return own.keysFromReturning() != null
                        && !entries.areRowsOf(own)
                        && connection.delegate().getAutoCommit()
                ? own.fallback()
                : decision;
    }

    /** What cannot be run again is described before its first execution: a batch, of which a part may be committed, a stream. */
    private Decision described(Decision decision, ParameterBindings values, boolean movable) throws SQLException {
        if (!(decision instanceof Decision.Rewritten own) || !request.describable()) {
            return decision;
        }
        return connection
                .execution()
                .described(
                        sql,
                        request,
                        decision,
                        () -> describe(own.text(), values, movable),
                        () -> describe(sql, values, movable));
    }

    /** By a text of its own: whether pgjdbc has seen a text before decides where it cuts a batch. */
    private void describe(String text, ParameterBindings values, boolean movable) throws SQLException {
        try (PreparedStatement described = delegateStatements.another(text + "\n")) {
            if (movable) {
                values.bindTo(described, 0);
            }
            described.getMetaData();
        }
    }

    @Override
    public void clearParameters() throws SQLException {
        delegate.clearParameters();
        delegateStatements.clearParameters();
        bindings.clear();
    }

    @Override
    public void close() throws SQLException {
        delegateStatements.closeSecond();
        delegate.close();
    }

    /** Of the current result, or else of what the application's text would give. */
    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        ResultSet current = active.getResultSet();
        if (current != null && !current.isClosed()) {
            return active.getMetaData();
        }
        if (!request.describable()) {
            return describe(PreparedStatement::getMetaData); // executes in the simple protocol
        }
        return (bindings.isRepeatable() ? boundTo(sql) : delegateStatements.of(sql)).getMetaData();
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        return request.describable()
                ? bound.getParameterMetaData()
                : describe(PreparedStatement::getParameterMetaData); // executes in the simple protocol
    }

    /** The application's text, with the values bound to it or those of its batch. */
    @Override
    public String toString() {
        String said =
                batch.isDeferred() ? batch.describe(() -> delegateStatements.another(sql), bound) : bound.toString();
        return rewritten == null ? said : rewritten.restore(said);
    }
}
