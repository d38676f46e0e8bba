package dev.typesync.jdbc.wrapper;

import dev.typesync.capture.CaptureSession;
import dev.typesync.capture.DatabaseSession.State;
import dev.typesync.capture.change.CapturedChange;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.decision.RowOperation;
import dev.typesync.capture.decision.RowOperationPlan;
import dev.typesync.capture.decision.RowOperationPlan.RowKey;
import dev.typesync.jdbc.execution.ConnectionCapture;
import dev.typesync.jdbc.execution.SqlAction;
import dev.typesync.outbox.KeyText;
import dev.typesync.outbox.TableId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGResultSetMetaData;

/**
 * Captures the rows that an updatable result writes: by the keys that the result shows, before an update or delete
 * and after an insert; by marks if the keys are not known. Not thread-safe, as the result is not.
 */
final class ResultSetCapture {
    private final ResultSet rows;
    private final ConnectionCapture capture;
    private final CaptureSession session;
    private @Nullable Origin origin;

    /** @param rows pgjdbc's */
    ResultSetCapture(ResultSet rows, ConnectionCapture capture) {
        this.rows = rows;
        this.capture = capture;
        this.session = capture.session();
    }

    /** @param write the delegate's method that writes the row */
    void write(RowOperation operation, SqlAction write) throws SQLException {
        if (rows.getConcurrency() != ResultSet.CONCUR_UPDATABLE || session.state() == State.FAILED) {
            write.run(); // it fails
            return;
        }
        Origin from = origin();
        RowOperationPlan plan = session.planRowOperation(from.table(), operation, from.labels());
        if (plan.isNone()) {
            write.run();
            return;
        }
        State before = session.state();
        boolean succeeded = false;
        try {
            if (session.memory().isUsed()) {
                recordAndWrite(plan, operation, write);
            } else {
                capture.atomic().run(rows.getStatement(), () -> recordAndWrite(plan, operation, write));
            }
            succeeded = true;
        } finally {
            session.executed(plan.marked(), before, succeeded);
        }
    }

    /** Records as much as possible before the write: if that fails, nothing is written. */
    private boolean recordAndWrite(RowOperationPlan plan, RowOperation operation, SqlAction write) throws SQLException {
        List<List<String>> before =
                operation == RowOperation.INSERT || plan.keys().isEmpty() ? List.of() : keys(plan);
        if (before == null || plan.keys().isEmpty()) {
            mark(plan.marked().marks());
            write.run();
            return true;
        }
        mark(plan.marks());
        insert(plan, before);
        write.run();
        if (operation != RowOperation.DELETE) {
            recordAfter(plan, before);
        }
        return true;
    }

    /** The result shows the value that the application has set for a key. The server may have stored another one. */
    private void recordAfter(RowOperationPlan plan, List<List<String>> before) throws SQLException {
        List<List<String>> after = keys(plan);
        boolean inserted = before.isEmpty();
        if (after != null && inserted) {
            insert(plan, after);
        } else if (!before.equals(after)) {
            mark(plan.keyMarks());
        }
    }

    private void mark(List<Mark> marks) throws SQLException {
        if (!marks.isEmpty()) {
            session.memory().add(marks); // in memory the order of mark and write has no effect
            capture.outbox().mark(marks);
        }
    }

    private void insert(RowOperationPlan plan, List<List<String>> keys) throws SQLException {
        if (session.memory().isUsed()) {
            for (int i = 0; i < keys.size(); i++) {
                TableId table = plan.keys().get(i).table();
                session.memory().add(List.of(new CapturedChange.Keys(table, List.of(KeyText.join(keys.get(i))))));
            }
            return;
        }
        for (int i = 0; i < keys.size(); i++) {
            try (PreparedStatement insert =
                    capture.delegate().prepareStatement(plan.keys().get(i).insert())) {
                int parameter = 1;
                for (String value : keys.get(i)) {
                    insert.setObject(parameter++, value, Types.OTHER); // has no type of its own: no cast is used
                }
                insert.executeUpdate();
            }
        }
    }

    /** The values of the row's keys; null if the result does not show them. */
    private @Nullable List<List<String>> keys(RowOperationPlan plan) throws SQLException {
        PGResultSetMetaData columns = (PGResultSetMetaData) rows.getMetaData();
        List<List<String>> keys = new ArrayList<>();
        try {
            for (RowKey key : plan.keys()) {
                List<String> values = new ArrayList<>();
                for (String name : key.columns()) {
                    int column = rows.findColumn(name); // pgjdbc finds it by its label
                    String value = rows.getString(column);
                    if (value == null || !columns.getBaseColumnName(column).equals(name)) {
                        return null;
                    }
                    values.add(value);
                }
                keys.add(values);
            }
        } catch (SQLException e) {
            return null; // there is no such column, or no current row; then the write reports the error
        }
        return keys;
    }

    /**
     * The table of the columns.
     *
     * @param table null if there are several or none, or if pgjdbc writes another table
     * @param labels of the columns, in lower case
     */
    private record Origin(@Nullable TableId table, Set<String> labels) {}

    private Origin origin() throws SQLException {
        Origin known = origin;
        if (known == null) {
            known = readOrigin();
            origin = known;
        }
        return known;
    }

    private Origin readOrigin() throws SQLException {
        PGResultSetMetaData columns = (PGResultSetMetaData) rows.getMetaData();
        Set<TableId> tables = new HashSet<>();
        Set<String> labels = new HashSet<>();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
            String name = columns.getBaseTableName(column);
            if (!name.isEmpty()) {
                tables.add(new TableId(columns.getBaseSchemaName(column), name));
            }
            labels.add(rows.getMetaData().getColumnLabel(column).toLowerCase(Locale.ROOT));
        }
        TableId table = tables.size() == 1 ? tables.iterator().next() : null;
        return new Origin(table != null && UpdatableTable.isWrittenBy(rows, table) ? table : null, labels);
    }
}
