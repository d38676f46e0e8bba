package dev.typesync.jdbc;

import dev.typesync.capture.RowChange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.NullUnmarked;

/**
 * A result that knows the statement the application executed, and whose own writes are captured. As thread-safe as its
 * delegate. Null-unmarked, as JDBC is.
 */
@NullUnmarked
final class CapturingResultSet extends DelegatingResultSet {
    private final Statement owner;
    private final RowCapture written;

    CapturingResultSet(ResultSet delegate, Statement owner, CapturingConnection connection) {
        super(delegate);
        this.owner = owner;
        this.written = new RowCapture(delegate, connection);
    }

    @SuppressWarnings("ReferenceEquality") // the same result, not an equal one
    boolean wraps(ResultSet raw) {
        return delegate == raw;
    }

    @Override
    public Statement getStatement() throws SQLException {
        delegate.getStatement(); // a closed result has none
        return owner;
    }

    @Override
    public void insertRow() throws SQLException {
        written.write(RowChange.INSERT, delegate::insertRow);
    }

    @Override
    public void updateRow() throws SQLException {
        written.write(RowChange.UPDATE, delegate::updateRow);
    }

    @Override
    public void deleteRow() throws SQLException {
        written.write(RowChange.DELETE, delegate::deleteRow);
    }
}
