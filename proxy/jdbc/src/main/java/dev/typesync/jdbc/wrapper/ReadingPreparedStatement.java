package dev.typesync.jdbc.wrapper;

import dev.typesync.jdbc.delegate.DelegatingPreparedStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.NullUnmarked;

/**
 * A prepared statement whose text changes no row: it only says whose it and its results are. As thread-safe as its delegate.
 * Null-unmarked, as JDBC is.
 */
@NullUnmarked
public final class ReadingPreparedStatement extends DelegatingPreparedStatement {
    private final CapturingConnection connection;
    private final WrappedResults results;

    ReadingPreparedStatement(PreparedStatement delegate, CapturingConnection connection) {
        super(delegate);
        this.connection = connection;
        this.results = new WrappedResults(connection, this);
    }

    @Override
    protected Statement adHocStatement() {
        return new CapturingStatement(delegate, connection);
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        return results.of(delegate.executeQuery());
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        return results.of(delegate.getResultSet());
    }

    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        return results.of(delegate.getGeneratedKeys());
    }

    @Override
    public Connection getConnection() throws SQLException {
        delegate.getConnection(); // a closed statement has none
        return connection;
    }
}
