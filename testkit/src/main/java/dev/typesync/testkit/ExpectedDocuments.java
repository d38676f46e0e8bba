package dev.typesync.testkit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The documents that rows must become, by id. They are read with JDBC, independently of typesync. Numbers are doubles,
 * as in {@link Documents}; a null value is a missing field.
 */
public record ExpectedDocuments(Map<String, Map<String, Object>> byId) {
    /**
     * Reads the rows of a query.
     *
     * @param sql selects the document's id as first column, and the fields under their names
     */
    public static ExpectedDocuments read(Connection rows, String sql) throws SQLException {
        Map<String, Map<String, Object>> documents = new TreeMap<>();
        try (Statement statement = rows.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                Map<String, Object> document = new TreeMap<>();
                document.put("id", row.getString(1));
                for (int column = 2; column <= row.getMetaData().getColumnCount(); column++) {
                    Object value = value(row.getObject(column));
                    if (value != null) {
                        document.put(row.getMetaData().getColumnLabel(column), value);
                    }
                }
                documents.put(row.getString(1), document);
            }
        }
        return new ExpectedDocuments(Collections.unmodifiableMap(documents));
    }

    private static Object value(Object value) throws SQLException {
        if (value instanceof Timestamp timestamp) {
            return (double) Math.floorDiv(timestamp.getTime(), 1000L);
        }
        if (value instanceof java.sql.Array array) {
            return Arrays.stream((Object[]) array.getArray())
                    .filter(Objects::nonNull)
                    .toList();
        }
        return value instanceof Number number ? (Object) number.doubleValue() : value;
    }
}
