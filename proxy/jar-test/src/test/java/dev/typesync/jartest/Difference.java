package dev.typesync.jartest;

import dev.typesync.testkit.Deployment;
import dev.typesync.testkit.ExpectedDocuments;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document that does not equal its row. The rows are read with JDBC, independently of typesync.
 *
 * @param row null if there is none
 * @param document null if there is none
 */
public record Difference(
        String id,
        @Nullable Map<String, Object> row,
        @Nullable Map<String, Object> document) {
    /**
     * All differences of a collection.
     *
     * @param sql selects the expected documents; its first column is the id
     */
    public static List<Difference> of(Connection rows, Deployment deployment, String collection, String sql)
            throws SQLException {
        Map<String, Map<String, Object>> expected =
                ExpectedDocuments.read(rows, sql).byId();
        Map<String, Map<String, Object>> actual =
                deployment.documents(collection).byId();
        List<Difference> differences = new ArrayList<>();
        expected.forEach((id, row) -> {
            if (!row.equals(actual.get(id))) {
                differences.add(new Difference(id, row, actual.get(id)));
            }
        });
        actual.forEach((id, document) -> {
            if (!expected.containsKey(id)) {
                differences.add(new Difference(id, null, document));
            }
        });
        return differences;
    }

    @Override
    public String toString() {
        return (row == null ? "no row" : "row " + row) + " but "
                + (document == null ? "no document" : "document " + document);
    }
}
