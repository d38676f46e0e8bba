package dev.typesync.jdbc.wrapper;

import dev.typesync.capture.CaptureSession;
import dev.typesync.capture.DatabaseSession.State;
import dev.typesync.capture.change.CapturedChange;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.decision.RowOperation;
import dev.typesync.capture.decision.RowOperationPlan;
import dev.typesync.capture.decision.RowOperationPlan.RowKey;
import dev.typesync.outbox.KeyText;
import dev.typesync.outbox.TableId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGResultSetMetaData;

/**
 * Captures the rows that an updatable result writes: by their keys as the result shows them, before an update or delete
 * and after an insert; by marks where they cannot be told. As thread-safe as the result, which is not.
 */
final class ResultSetCapture {
    private final ResultSet rows;
    private final CapturingConnection connection;
    private @Nullable Origin origin;

    /** @param rows pgjdbc's */
    ResultSetCapture(ResultSet rows, CapturingConnection connection) {
        this.rows = rows;
        this.connection = connection;
    }

    /** One of the methods of a result that write. */
    interface Write {
        void run() throws SQLException;
    }

    void write(RowOperation change, Write write) throws SQLException {
        CaptureSession session = connection.session();
        if (rows.getConcurrency() != ResultSet.CONCUR_UPDATABLE || session.state() == State.FAILED) {
            write.run(); // which fails
            return;
        }
        Origin from = origin();
        RowOperationPlan plan = session.planRowOperation(from.table(), change, from.labels());
        if (plan.isNone()) {
            write.run();
            return;
        }
        State before = session.state();
        boolean done = false;
        try {
            if (session.memory().isUsed()) {
                recorded(plan, change, write);
            } else {
                connection.execution().together(rows.getStatement(), () -> recorded(plan, change, write));
            }
            done = true;
        } finally {
            session.executed(plan.marked(), before, done);
        }
    }

    /** What can be recorded before the write is: then what cannot be recorded is not written. */
    private boolean recorded(RowOperationPlan plan, RowOperation change, Write write) throws SQLException {
        List<List<String>> before = change == RowOperation.INSERT || plan.keys().isEmpty() ? List.of() : keys(plan);
        if (before == null || plan.keys().isEmpty()) {
            mark(plan.marked().marks());
            write.run();
            return true;
        }
        mark(plan.marks());
        insert(plan, before);
        write.run();
        if (change != RowOperation.DELETE) {
            recordAfter(plan, before);
        }
        return true;
    }

    /** A key that was set is shown as the application's value, which need not be what the server made of it. */
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
            connection.session().memory().add(marks); // before or after the write is the same in memory
            connection.execution().outbox().mark(marks);
        }
    }

    private void insert(RowOperationPlan plan, List<List<String>> keys) throws SQLException {
        if (connection.session().memory().isUsed()) {
            for (int i = 0; i < keys.size(); i++) {
                TableId table = plan.keys().get(i).table();
                connection
                        .session()
                        .memory()
                        .add(List.of(new CapturedChange.Keys(table, List.of(KeyText.join(keys.get(i))))));
            }
            return;
        }
        for (int i = 0; i < keys.size(); i++) {
            try (PreparedStatement insert =
                    connection.delegate().prepareStatement(plan.keys().get(i).insert())) {
                int parameter = 1;
                for (String value : keys.get(i)) {
                    insert.setString(parameter++, value);
                }
                insert.executeUpdate();
            }
        }
    }

    /** Null if the result does not show them. */
    private @Nullable List<List<String>> keys(RowOperationPlan plan) throws SQLException {
        PGResultSetMetaData columns = (PGResultSetMetaData) rows.getMetaData();
        List<List<String>> keys = new ArrayList<>();
        try {
            for (RowKey key : plan.keys()) {
                List<String> values = new ArrayList<>();
                for (String name : key.columns()) {
                    int column = rows.findColumn(name); // pgjdbc looks for it by its label
                    String value = rows.getString(column);
                    if (value == null || !columns.getBaseColumnName(column).equals(name)) {
                        return null;
                    }
                    values.add(value);
                }
                keys.add(values);
            }
        } catch (SQLException e) {
            return null; // there is no such column, or no current row: the write itself will tell
        }
        return keys;
    }

    /**
     * Where the columns come from.
     *
     * @param table null unless it is one, and only one, and that is the one which pgjdbc writes
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
        return new Origin(table != null && UpdatableTable.is(table, rows) ? table : null, labels);
    }
}
