package dev.typesync.jartest.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.jartest.Difference;
import dev.typesync.testkit.Deployment;
import dev.typesync.testkit.ExpectedDocuments;
import java.sql.Connection;
import java.sql.SQLException;
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
        for (Map.Entry<String, String> collection : ShopSchema.EXPECTED.entrySet()) {
            assertThat(Difference.of(rows, deployment, collection.getKey(), collection.getValue()))
                    .as(collection.getKey())
                    .isEmpty();
            assertThat(ExpectedDocuments.read(rows, collection.getValue()).byId())
                    .as("the workload left rows in %s", collection.getKey())
                    .isNotEmpty();
        }
    }
}
