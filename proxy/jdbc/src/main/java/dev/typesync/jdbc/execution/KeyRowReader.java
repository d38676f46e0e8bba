package dev.typesync.jdbc.execution;

import dev.typesync.capture.change.CapturedChange;
import dev.typesync.capture.decision.KeysFromReturning;
import dev.typesync.capture.decision.KeysInResult;
import dev.typesync.outbox.KeyText;
import dev.typesync.outbox.TableId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseStatement;
import org.postgresql.core.Field;

/** Reads keys from rows that the server has returned. */
final class KeyRowReader {
    private KeyRowReader() {}

    /** The keys among generated keys that typesync has requested through RETURNING. */
    static List<CapturedChange> generatedKeys(KeysFromReturning keys, Statement executed) throws SQLException {
        List<List<@Nullable String>> values = new ArrayList<>();
        ResultSet rows = executed.getGeneratedKeys();
        while (rows.next()) {
            List<@Nullable String> row = new ArrayList<>(keys.columns());
            for (int column = 1; column <= keys.columns(); column++) {
                row.add(rows.getString(column));
            }
            values.add(row);
        }
        if (!executed.isCloseOnCompletion()) { // otherwise the statement would close with the rows
            rows.close();
        }
        return keys.keysIn(values);
    }

    /** The keys in rows that the application reads; null if the rows do not have them. */
    static @Nullable List<CapturedChange> keysInResult(KeysInResult keys, ResultSet rows) throws SQLException {
        PeekedRows peeked = PeekedRows.peek(rows);
        if (peeked == null) {
            return null;
        }
        List<CapturedChange> changes = new ArrayList<>();
        for (Map.Entry<TableId, List<Integer>> table : keys.tables().entrySet()) {
            List<Integer> columns = new ArrayList<>();
            for (int number : table.getValue()) {
                int column = column(peeked.fields(), keys.oid(), number);
                if (column == 0) {
                    return null;
                }
                columns.add(column);
            }
            changes.add(new CapturedChange.Keys(table.getKey(), keyTexts(peeked.copy(), columns)));
        }
        return changes;
    }

    /** The result's column, counted from 1, for a column of the table; 0 if there is none. */
    private static int column(List<Field> fields, long tableOid, int number) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).getTableOid() == (int) tableOid && fields.get(i).getPositionInTable() == number) {
                return i + 1;
            }
        }
        return 0;
    }

    private static List<String> keyTexts(ResultSet copy, List<Integer> columns) throws SQLException {
        List<String> keys = new ArrayList<>();
        while (copy.next()) {
            List<String> parts = new ArrayList<>(columns.size());
            for (int column : columns) {
                String part = copy.getString(column);
                if (part != null) {
                    parts.add(part);
                }
            }
            if (parts.size() == columns.size()) { // a key has no NULL
                keys.add(KeyText.join(parts));
            }
        }
        return keys;
    }

    /** The empty generated keys of a statement for which the application requested none. */
    static ResultSet noKeys(Statement executed) throws SQLException {
        executed.getGeneratedKeys(); // a closed statement throws
        return executed.unwrap(BaseStatement.class).createDriverResultSet(new Field[0], new ArrayList<>());
    }
}
