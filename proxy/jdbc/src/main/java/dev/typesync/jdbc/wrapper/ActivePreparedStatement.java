package dev.typesync.jdbc.wrapper;

import dev.typesync.jdbc.execution.ActiveStatement;
import dev.typesync.jdbc.execution.BindingPreparedStatement;
import dev.typesync.jdbc.execution.PreparedText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.jspecify.annotations.NullUnmarked;

/**
 * A prepared statement with several statements of the delegate. Results and warnings are those of the statement that
 * was executed last. As thread-safe as its delegate. Null-unmarked, as JDBC is.
 */
@NullUnmarked
public abstract class ActivePreparedStatement extends BindingPreparedStatement {
    final CapturingConnection connection;
    final WrappedResults results;
    final ActiveStatement<PreparedStatement> active;

    ActivePreparedStatement(PreparedText text, CapturingConnection connection) {
        super(text.delegate());
        this.connection = connection;
        this.results = new WrappedResults(connection.capture(), this);
        this.active = text.active();
    }

    @Override
    public Statement adHocStatement() {
        active.reset();
        return new CapturingStatement(delegate, connection);
    }

    /** With closeOnCompletion the statement that was executed closes. */
    @Override
    public boolean isClosed() throws SQLException {
        return active.get().isClosed();
    }

    @Override
    public void cancel() throws SQLException {
        connection.capture().pgSession().cancelQuestion(this);
        active.get().cancel();
    }

    @Override
    public int getUpdateCount() throws SQLException {
        return active.get().getUpdateCount();
    }

    @Override
    public long getLargeUpdateCount() throws SQLException {
        return active.get().getLargeUpdateCount();
    }

    @Override
    public boolean getMoreResults() throws SQLException {
        return active.get().getMoreResults();
    }

    @Override
    public boolean getMoreResults(int current) throws SQLException {
        return active.get().getMoreResults(current);
    }

    @Override
    public SQLWarning getWarnings() throws SQLException {
        return active.get().getWarnings();
    }

    @Override
    public void clearWarnings() throws SQLException {
        active.get().clearWarnings();
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        return results.wrap(active.get().getResultSet());
    }

    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        return results.wrap(active.generatedKeys());
    }

    @Override
    public Connection getConnection() throws SQLException {
        delegate.getConnection(); // a closed statement throws
        return connection;
    }
}
