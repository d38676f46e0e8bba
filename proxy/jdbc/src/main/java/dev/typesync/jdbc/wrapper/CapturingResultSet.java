package dev.typesync.jdbc.wrapper;

import dev.typesync.capture.decision.RowOperation;
import dev.typesync.jdbc.delegate.DelegatingResultSet;
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
    private final ResultSetCapture written;

    CapturingResultSet(ResultSet delegate, Statement owner, CapturingConnection connection) {
        super(delegate);
        this.owner = owner;
        this.written = new ResultSetCapture(delegate, connection);
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
        written.write(RowOperation.INSERT, delegate::insertRow);
    }

    @Override
    public void updateRow() throws SQLException {
        written.write(RowOperation.UPDATE, delegate::updateRow);
    }

    @Override
    public void deleteRow() throws SQLException {
        written.write(RowOperation.DELETE, delegate::deleteRow);
    }
}
