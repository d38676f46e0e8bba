package dev.typesync.jdbc.wrapper;

import dev.typesync.capture.decision.RowOperation;
import dev.typesync.jdbc.delegate.DelegatingResultSet;
import dev.typesync.jdbc.execution.ConnectionCapture;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A result whose statement is the application's, and whose row updates are captured. As thread-safe as its delegate.
 */
final class CapturingResultSet extends DelegatingResultSet {
    private final Statement owner;
    private final ResultSetCapture rowCapture;
    private boolean mayHaveNewValues;

    CapturingResultSet(ResultSet delegate, Statement owner, ConnectionCapture capture) {
        super(delegate);
        this.owner = owner;
        this.rowCapture = new ResultSetCapture(delegate, capture);
    }

    @SuppressWarnings("ReferenceEquality") // the same result, not an equal one
    boolean wraps(ResultSet result) {
        return delegate == result;
    }

    @Override
    public Statement getStatement() throws SQLException {
        delegate.getStatement(); // a closed result throws
        return owner;
    }

    @Override
    protected ResultSet updatable() {
        mayHaveNewValues = true;
        return delegate;
    }

    @Override
    public void insertRow() throws SQLException {
        rowCapture.write(RowOperation.INSERT, delegate::insertRow);
    }

    /** pgjdbc sends nothing if no value was set. */
    @Override
    public void updateRow() throws SQLException {
        if (!mayHaveNewValues) {
            delegate.updateRow();
            return;
        }
        rowCapture.write(RowOperation.UPDATE, delegate::updateRow);
        mayHaveNewValues = false;
    }

    @Override
    public void cancelRowUpdates() throws SQLException {
        delegate.cancelRowUpdates();
        mayHaveNewValues = false;
    }

    @Override
    public void deleteRow() throws SQLException {
        rowCapture.write(RowOperation.DELETE, delegate::deleteRow);
    }
}
