package dev.typesync.jdbc.wrapper;

import dev.typesync.jdbc.delegate.DelegatingPreparedStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.NullUnmarked;

/**
 * A prepared statement with one statement of the delegate. Its results and its connection are the application's. As
 * thread-safe as its delegate. Null-unmarked, as JDBC is.
 */
@NullUnmarked
public abstract class WrappedPreparedStatement extends DelegatingPreparedStatement {
    final CapturingConnection connection;
    final WrappedResults results;

    WrappedPreparedStatement(PreparedStatement delegate, CapturingConnection connection) {
        super(delegate);
        this.connection = connection;
        this.results = new WrappedResults(connection.capture(), this);
    }

    @Override
    public Statement adHocStatement() {
        return new CapturingStatement(delegate, connection);
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        return results.wrap(delegate.getResultSet());
    }

    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        return results.wrap(delegate.getGeneratedKeys());
    }

    @Override
    public Connection getConnection() throws SQLException {
        delegate.getConnection(); // a closed statement throws
        return connection;
    }
}
