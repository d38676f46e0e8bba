package dev.typesync.jdbc;

import dev.typesync.capture.Backend.State;
import dev.typesync.capture.Decision;
import dev.typesync.capture.Request;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/**
 * A prepared statement that may change rows. Parameters are bound to the text that will probably be executed, and bound
 * again where it is another one. As thread-safe as its delegate. Null-unmarked, as JDBC is.
 */
@NullUnmarked
class CapturingPreparedStatement extends BindingPreparedStatement {
    private final CapturingConnection connection;
    private final String sql;
    private final Request request;
    private final Variants variants;
    private final Results results;
    private final ParameterBatch batch;
    private final Bindings bindings = new Bindings();

    private PreparedStatement bound; // holds the current parameters
    private Decision.Rewritten rewritten; // the last one that was used
    private volatile PreparedStatement active; // executed last, or about to be

    CapturingPreparedStatement(
            PreparedStatement delegate,
            String sql,
            Request request,
            Variants variants,
            CapturingConnection connection) {
        super(delegate);
        this.connection = connection;
        this.sql = sql;
        this.request = request;
        this.variants = variants;
        this.results = new Results(connection, this);
        this.batch = new ParameterBatch(connection.rewritesBatches());
        this.bound = delegate;
        this.active = delegate;
    }

    /** One of the two constructors. */
    interface Construction<S> {
        S of(
                PreparedStatement delegate,
                String sql,
                Request request,
                Variants variants,
                CapturingConnection connection);
    }

    static CapturingPreparedStatement prepare(
            String sql, Request request, Preparation preparation, CapturingConnection connection) throws SQLException {
        return prepare(sql, request, preparation, connection, CapturingPreparedStatement::new);
    }

    /** The delegate gets the rewritten text at once where that is known; nothing is asked of the database here. */
    static <S extends CapturingPreparedStatement> S prepare(
            String sql,
            Request request,
            Preparation preparation,
            CapturingConnection connection,
            Construction<S> construction)
            throws SQLException {
        Decision known = connection.session().peek(sql, request);
        String text = known instanceof Decision.Rewritten own ? own.text() : sql;
        PreparedStatement delegate = preparation.prepare(connection.delegate(), text);
        Variants variants = new Variants(connection.delegate(), preparation, delegate, text);
        S statement = construction.of(delegate, sql, request, variants, connection);
        ((CapturingPreparedStatement) statement).rewritten = known instanceof Decision.Rewritten first ? first : null;
        return statement;
    }

    @Override
    void bind(int parameter, Binding binding) throws SQLException {
        binding.bind(bound, parameter);
        bindings.set(parameter, binding, false);
    }

    @Override
    void bindOnce(int parameter, Binding binding) throws SQLException {
        binding.bind(bound, parameter);
        bindings.set(parameter, binding, true);
    }

    /** The statement for a text, holding the current parameters. */
    @SuppressWarnings("ReferenceEquality") // of two statements with equal texts one holds the parameters
    private PreparedStatement boundTo(String text) throws SQLException {
        PreparedStatement statement = variants.of(text);
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

    private Decision decide() throws SQLException {
        Decision decision = connection.session().decide(sql, request, this::labels);
        if (decision instanceof Decision.Rewritten current) {
            rewritten = current;
        }
        return decision;
    }

    private List<String> labels() throws SQLException {
        return Labels.of(bindings.isRepeatable() ? boundTo(sql) : variants.of(sql));
    }

    private <T> T run(Call<T> call) throws SQLException {
        boolean repeatable = bindings.isRepeatable();
        Decision decided = repeatable ? decide() : described(decide(), bindings, false);
        Decision decision = fitting(decided, repeatable, bound);
        return connection.execution().run(sql, request, decision, new SingleSending<T>() {
            @Override
            public T send(Decision.Rewritten text) throws SQLException {
                active = bindings.isRepeatable() ? boundTo(text == null ? sql : text.text()) : bound;
                return call.execute(active);
            }

            @Override
            public Statement original() throws SQLException {
                return bindings.isRepeatable() ? variants.of(sql) : bound;
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
        try (PreparedStatement statement = variants.another(text)) {
            statement.setFetchSize(0); // its results are several
            if (withParameters) {
                bindings.bindTo(statement, 0);
            }
            active = statement;
            return SingleSending.lastNumber(statement, statement.execute());
        } finally {
            active = bound;
        }
    }

    /** The simple protocol executes what pgjdbc means to describe; it begins no transaction for that. */
    private <T> T describe(Call<T> call) throws SQLException {
        Decision decision = fitting(decide(), bindings.isRepeatable(), bound);
        if (!(decision instanceof Decision.Rewritten text) || !bindings.isRepeatable()) {
            return run(call);
        }
        State before = connection.session().state();
        try {
            active = boundTo(text.text()); // its warnings are those of the execution
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
        return variants.isFor(holder, own.text()) ? decision : own.original();
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
        return batch(PreparedStatement::executeBatch, Counts.INTS);
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        return batch(PreparedStatement::executeLargeBatch, Counts.LONGS);
    }

    private <T> T batch(Call<T> call, Counts<T> counts) throws SQLException {
        ParameterBatch.Entries entries = batch.take();
        if (entries.isEmpty()) {
            active = delegate;
            return call.execute(delegate);
        }
        Decision decision = fitting(
                described(decide(), entries.values().get(0), entries.areRepeatable()),
                entries.areRepeatable(),
                entries.holder());
        T result = connection.execution().run(sql, request, decision, sending(entries, call, counts));
        if (bindings.isRepeatable() && entries.areRepeatable()) {
            bindings.bindTo(active, 0);
        }
        return result;
    }

    private <T> Sending<T> sending(ParameterBatch.Entries entries, Call<T> call, Counts<T> counts) {
        return new Sending<T>() {
            @Override
            public T send(Decision.Rewritten text) throws SQLException {
                active = entries.areRepeatable() ? variants.of(text == null ? sql : text.text()) : entries.holder();
                bound = active;
                if (text != null && isMultiRow(text, entries)) {
                    MultiRowBatch rows = new MultiRowBatch(text, text.rows(), entries.values(), variants);
                    return counts.of(connection.execution().together(active, rows::execute));
                }
                entries.putOn(active);
                return call.execute(active);
            }

            @Override
            public Statement original() throws SQLException {
                return entries.areRepeatable() ? variants.of(sql) : entries.holder();
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

    private boolean isMultiRow(Decision.Rewritten decision, ParameterBatch.Entries entries) {
        return decision.rows() != null
                && connection.rewritesBatches()
                && entries.values().size() > 1
                && entries.areRepeatable();
    }

    /** What cannot be run again is described before its first execution: a batch, of which a part may be committed, a stream. */
    private Decision described(Decision decision, Bindings values, boolean movable) throws SQLException {
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
    private void describe(String text, Bindings values, boolean movable) throws SQLException {
        try (PreparedStatement described = variants.another(text + "\n")) {
            if (movable) {
                values.bindTo(described, 0);
            }
            described.getMetaData();
        }
    }

    @Override
    public void clearParameters() throws SQLException {
        delegate.clearParameters();
        variants.clearParameters();
        bindings.clear();
    }

    @Override
    public void close() throws SQLException {
        variants.closeSecond();
        delegate.close();
    }

    @Override
    public boolean isClosed() throws SQLException {
        return active.isClosed(); // by closeOnCompletion it is the executed one that closes
    }

    @Override
    public void cancel() throws SQLException {
        active.cancel();
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        return results.of(active.getResultSet());
    }

    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        return results.of(active.getGeneratedKeys());
    }

    @Override
    public int getUpdateCount() throws SQLException {
        return active.getUpdateCount();
    }

    @Override
    public long getLargeUpdateCount() throws SQLException {
        return active.getLargeUpdateCount();
    }

    @Override
    public boolean getMoreResults() throws SQLException {
        return active.getMoreResults();
    }

    @Override
    public boolean getMoreResults(int current) throws SQLException {
        return active.getMoreResults(current);
    }

    @Override
    public SQLWarning getWarnings() throws SQLException {
        return active.getWarnings();
    }

    @Override
    public void clearWarnings() throws SQLException {
        active.clearWarnings();
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
        return (bindings.isRepeatable() ? boundTo(sql) : variants.of(sql)).getMetaData();
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        return request.describable()
                ? bound.getParameterMetaData()
                : describe(PreparedStatement::getParameterMetaData); // executes in the simple protocol
    }

    @Override
    public Connection getConnection() throws SQLException {
        delegate.getConnection(); // a closed statement has none
        return connection;
    }

    /** The application's text, with the values bound to it or those of its batch. */
    @Override
    public String toString() {
        String said = batch.isDeferred() ? batch.describe(this::spare, bound) : bound.toString();
        return rewritten == null ? said : rewritten.restore(said);
    }

    private PreparedStatement spare() throws SQLException {
        return variants.another(sql);
    }
}
