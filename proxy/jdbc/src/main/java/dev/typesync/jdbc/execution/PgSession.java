package dev.typesync.jdbc.execution;

import static java.util.Objects.requireNonNull;

import dev.typesync.capture.DatabaseSession;
import dev.typesync.capture.SessionEndedException;
import dev.typesync.capture.catalog.CatalogRow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.BaseStatement;
import org.postgresql.core.QueryExecutor;
import org.postgresql.jdbc.AutoSave;
import org.postgresql.jdbc.PreferQueryMode;

/** A database session of pgjdbc, as capture sees it. As thread-safe as the connection. Does not close it. */
public final class PgSession implements DatabaseSession {
    private final BaseConnection connection;
    private final QuestionGuard guard;

    private PgSession(BaseConnection connection) {
        this.connection = connection;
        this.guard = new QuestionGuard(connection, this);
    }

    /**
     * The session of a connection of pgjdbc.
     *
     * @throws SQLException the connection does not wrap one of pgjdbc
     */
    public static PgSession of(Connection connection) throws SQLException {
        return new PgSession(connection.unwrap(BaseConnection.class));
    }

    /** The connection of pgjdbc. */
    public BaseConnection connection() {
        return connection;
    }

    /** Whether the connection is closed. */
    public boolean isClosed() throws SQLException {
        return connection.isClosed();
    }

    @Override
    public State state() {
        return switch (connection.getTransactionState()) {
            case IDLE -> State.IDLE;
            case OPEN -> State.OPEN;
            case FAILED -> State.FAILED;
        };
    }

    @Override
    public List<CatalogRow> query(String sql) throws SQLException {
        // in the simple protocol the server parses all statements of a message before it runs the first one
        return isSimpleProtocol() ? guard.ask(() -> rows(sql)) : guard.ask(sql, this::rows);
    }

    /**
     * Asks the server a question of typesync's. If it fails, the transaction stays as it was.
     *
     * @throws SessionEndedException the connection is lost, or the application has canceled its statement
     */
    public <T> T ask(SqlCall<T> question) throws SQLException {
        return guard.ask(question);
    }

    /** The statement that the next questions are asked for; null: for none that can be canceled. */
    public void setAsker(@Nullable Statement statement) {
        guard.setAsker(statement);
    }

    /** Cancels the question that is asked for a statement, if there is one. Other threads may call this. */
    public void cancelQuestion(Statement asker) throws SQLException {
        guard.cancel(asker);
    }

    /** The application is about to cancel what the session does. Other threads may call this. */
    public void canceling() {
        guard.canceling();
    }

    /**
     * Runs a call without the savepoint that pgjdbc may set before a statement. pgjdbc sets none before a COPY: a
     * COPY that fails would go back to this savepoint, and no longer to the application's last one.
     */
    <T> T withoutSavepoint(SqlCall<T> call) throws SQLException {
        AutoSave autosave = connection.getAutosave();
        connection.setAutosave(AutoSave.NEVER);
        try {
            return call.call();
        } finally {
            connection.setAutosave(autosave);
        }
    }

    /**
     * Fetches all rows with the execution: a cursor would end with the statement, which has no transaction around it.
     */
    private List<CatalogRow> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(0);
            statement.setQueryTimeout(guard.queryTimeout());
            statement.unwrap(BaseStatement.class).executeWithFlags(sql, QueryExecutor.QUERY_SUPPRESS_BEGIN);
            ResultSet first = statement.getResultSet();
            while (first == null && (statement.getMoreResults() || statement.getUpdateCount() != -1)) {
                first = statement.getResultSet(); // after the savepoint's
            }
            try (ResultSet result = requireNonNull(first, "a question has no result")) {
                return rows(result);
            }
        }
    }

    private static List<CatalogRow> rows(ResultSet result) throws SQLException {
        List<CatalogRow> rows = new ArrayList<>();
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
            rows.add(row(result, columns));
        }
        return rows;
    }

    private static CatalogRow row(ResultSet result, int columns) throws SQLException {
        List<@Nullable String> values = new ArrayList<>(columns);
        for (int i = 1; i <= columns; i++) {
            values.add(result.getString(i));
        }
        return new CatalogRow(values);
    }

    /** Executes without the BEGIN that pgjdbc sends first if autocommit is off. */
    void executeWithoutBegin(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(0); // a named portal would end with a savepoint
            statement.unwrap(BaseStatement.class).executeWithFlags(sql, QueryExecutor.QUERY_SUPPRESS_BEGIN);
        }
    }

    /** The text of a prepared statement as pgjdbc sends it: its parameters have numbers. */
    String nativeSql(String sql) throws SQLException {
        return connection.createQuery(sql, true, true).query.getNativeSql();
    }

    /** The number of parameters of a prepared statement. */
    int parameterCount(String sql) throws SQLException {
        return connection
                .createQuery(sql, true, true)
                .query
                .createParameterList()
                .getParameterCount();
    }

    /**
     * Whether pgjdbc finds the ends of the statements in a text, and so sends it.
     *
     * @param escapes pgjdbc resolves the escape syntax of JDBC first
     */
    boolean canParse(String sql, boolean escapes) {
        try {
            connection.createQuery(sql, escapes, false);
            return true;
        } catch (SQLException e) {
            return false; // sending the text raises the same error
        }
    }

    @Override
    public int serverVersion() {
        return connection.getQueryExecutor().getServerVersionNum();
    }

    @Override
    public boolean standardConformingStrings() {
        return connection.getStandardConformingStrings();
    }

    /** Whether pgjdbc uses the simple protocol. */
    public boolean isSimpleProtocol() {
        return connection.getPreferQueryMode().compareTo(PreferQueryMode.EXTENDED) < 0;
    }

    /** Whether pgjdbc quotes the names of generated keys, so that they are exact. */
    public boolean quotesReturning() {
        return connection.getQueryExecutor().getQuoteReturningIdentifiers();
    }

    /** Whether pgjdbc sets a savepoint before each statement of a transaction and goes back to it after an error. */
    public boolean hasAutosaveAlways() {
        return connection.getAutosave() == AutoSave.ALWAYS;
    }

    /** Whether pgjdbc begins read-only transactions; under autocommit it leaves that to the server. */
    boolean beginsReadOnlyTransactions() {
        return connection.hintReadOnly();
    }

    /** Whether transactions are read-only by default; PostgreSQL reports that from version 14 on. */
    boolean hasReadOnlyDefault() {
        return isReportedOn("default_transaction_read_only") || isReportedOn("in_hot_standby");
    }

    private boolean isReportedOn(String parameter) {
        return "on".equals(connection.getParameterStatus(parameter));
    }

    /** Whether pgjdbc makes one statement of several rows from a batch of INSERTs. */
    public boolean rewritesBatches() {
        return connection.getQueryExecutor().isReWriteBatchedInsertsEnabled();
    }
}
