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

/** Reads keys from rows that came back from the server. */
public final class KeyRowReader {
    private KeyRowReader() {}

    /** From the generated keys that are typesync's own. */
    static List<CapturedChange> asked(KeysFromReturning keys, Statement executed) throws SQLException {
        List<List<@Nullable String>> values = new ArrayList<>();
        ResultSet rows = executed.getGeneratedKeys();
        while (rows.next()) {
            List<@Nullable String> row = new ArrayList<>(keys.columns());
            for (int column = 1; column <= keys.columns(); column++) {
                row.add(rows.getString(column));
            }
            values.add(row);
        }
        if (!executed.isCloseOnCompletion()) { // else the statement would close with it
            rows.close();
        }
        return keys.keysIn(values);
    }

    /** From rows that the application gets to see; null if the keys are not among them. */
    static @Nullable List<CapturedChange> given(KeysInResult keys, ResultSet rows) throws SQLException {
        PeekedRows peeked = PeekedRows.of(rows);
        if (peeked == null) {
            return null;
        }
        List<CapturedChange> learnt = new ArrayList<>();
        for (Map.Entry<TableId, List<Integer>> table : keys.tables().entrySet()) {
            List<Integer> columns = new ArrayList<>();
            for (int number : table.getValue()) {
                int column = column(peeked.fields(), keys.oid(), number);
                if (column == 0) {
                    return null;
                }
                columns.add(column);
            }
            learnt.add(new CapturedChange.Keys(table.getKey(), texts(peeked.copy(), columns)));
        }
        return learnt;
    }

    /** Counted from 1; 0: there is none. */
    private static int column(List<Field> fields, long oid, int number) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).getTableOid() == (int) oid && fields.get(i).getPositionInTable() == number) {
                return i + 1;
            }
        }
        return 0;
    }

    private static List<String> texts(ResultSet copy, List<Integer> columns) throws SQLException {
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

    /** The generated keys of a statement that was not asked for any. */
    public static ResultSet none(Statement executed) throws SQLException {
        executed.getGeneratedKeys(); // a closed statement has none
        return executed.unwrap(BaseStatement.class).createDriverResultSet(new Field[0], new ArrayList<>());
    }
}
