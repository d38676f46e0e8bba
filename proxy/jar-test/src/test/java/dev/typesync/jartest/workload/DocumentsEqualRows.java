package dev.typesync.jartest.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.jartest.Deployment;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The oracle. It reads the rows with JDBC, independently of typesync, and compares them with the exported documents.
 */
final class DocumentsEqualRows {
    private final Connection rows;
    private final Deployment deployment;

    DocumentsEqualRows(Connection rows, Deployment deployment) {
        this.rows = rows;
        this.deployment = deployment;
    }

    void check() throws SQLException {
        check("items", "select id::text as doc_id, title, price, stock, tags, changed from items");
        check("labels", "select code as doc_id, code, name, active from labels");
        check(
                "lines",
                "select order_id || ':' || replace(replace(line, '\\', '\\\\'), ':', '\\:') as doc_id,"
                        + " order_id, line, quantity, note from lines");
    }

    private void check(String collection, String sql) throws SQLException {
        Map<String, Map<String, Object>> expected = expected(sql);
        Map<String, Map<String, Object>> actual =
                deployment.documents(collection).byId();
        List<String> differences = new ArrayList<>();
        expected.forEach((id, row) -> {
            if (!row.equals(actual.get(id))) {
                differences.add("row " + row + " but document " + actual.get(id));
            }
        });
        actual.forEach((id, document) -> {
            if (!expected.containsKey(id)) {
                differences.add("no row but document " + document);
            }
        });
        assertThat(differences).as("%s: %s rows", collection, expected.size()).isEmpty();
        assertThat(expected).as("the workload left rows in %s", collection).isNotEmpty();
    }

    private Map<String, Map<String, Object>> expected(String sql) throws SQLException {
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
        return documents;
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
