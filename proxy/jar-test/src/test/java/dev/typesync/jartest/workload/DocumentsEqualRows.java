package dev.typesync.jartest.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.testkit.Deployment;
import dev.typesync.testkit.ExpectedDocuments;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
        Map<String, Map<String, Object>> expected =
                ExpectedDocuments.read(rows, sql).byId();
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
}
