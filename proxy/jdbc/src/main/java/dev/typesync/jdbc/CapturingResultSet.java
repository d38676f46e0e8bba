package dev.typesync.jdbc;

import dev.typesync.capture.Decision;
import dev.typesync.capture.Mark;
import dev.typesync.outbox.TableId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.postgresql.PGResultSetMetaData;

/**
 * A result that knows the statement the application executed, and whose own writes are captured. As thread-safe as its
 * delegate. Null-unmarked, as JDBC is.
 */
@NullUnmarked
final class CapturingResultSet extends DelegatingResultSet {
    private final Statement owner;
    private final CapturingConnection connection;

    CapturingResultSet(ResultSet delegate, Statement owner, CapturingConnection connection) {
        super(delegate);
        this.owner = owner;
        this.connection = connection;
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
        write(delegate::insertRow);
    }

    @Override
    public void updateRow() throws SQLException {
        write(delegate::updateRow);
    }

    @Override
    public void deleteRow() throws SQLException {
        write(delegate::deleteRow);
    }

    private interface Write {
        void run() throws SQLException;
    }

    private void write(Write write) throws SQLException {
        List<Mark> marks = marks();
        if (marks.isEmpty()) {
            write.run();
            return;
        }
        connection.execution().marked(marks, new Sending<Boolean>() {
            @Override
            public Boolean send(Decision.Rewritten rewritten) throws SQLException {
                write.run();
                return true;
            }

            @Override
            public Statement original() throws SQLException {
                return delegate.getStatement();
            }
        });
    }

    private List<Mark> marks() throws SQLException {
        if (delegate.getConcurrency() != CONCUR_UPDATABLE) {
            return List.of();
        }
        PGResultSetMetaData columns = (PGResultSetMetaData) delegate.getMetaData();
        TableId table = new TableId(columns.getBaseSchemaName(1), columns.getBaseTableName(1));
        return connection.session().marksFor(table, "updatable result set");
    }
}
