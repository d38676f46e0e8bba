package dev.typesync.jdbc.wrapper;

import dev.typesync.jdbc.execution.BindingPreparedStatement;
import dev.typesync.jdbc.execution.KeyRowReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.jspecify.annotations.NullUnmarked;

/**
 * A prepared statement with several of the delegate's behind it: what is asked of an execution is asked of the one that
 * was executed last. Null-unmarked, as JDBC is.
 */
@NullUnmarked
public abstract class ActivePreparedStatement extends BindingPreparedStatement {
    final CapturingConnection connection;
    final WrappedResults results;
    volatile PreparedStatement active; // executed last, or about to be
    boolean hidesKeys; // those of the last execution are typesync's own

    ActivePreparedStatement(PreparedStatement delegate, CapturingConnection connection) {
        super(delegate);
        this.connection = connection;
        this.results = new WrappedResults(connection, this);
        this.active = delegate;
    }

    @Override
    protected Statement adHocStatement() {
        active = delegate;
        hidesKeys = false;
        return new CapturingStatement(delegate, connection);
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

    @Override
    public ResultSet getResultSet() throws SQLException {
        return results.of(active.getResultSet());
    }

    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        return results.of(hidesKeys ? KeyRowReader.none(active) : active.getGeneratedKeys());
    }

    @Override
    public Connection getConnection() throws SQLException {
        delegate.getConnection(); // a closed statement has none
        return connection;
    }
}
