package dev.typesync.benchmarks.delivery;

import dev.typesync.testkit.Documents;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** The versions of the rows of all tables at one moment, by table and key. */
record Versions(Map<String, Map<String, Double>> byTable) {
    /** The committed rows. */
    static Versions now(Installation installation, Connection plain) throws SQLException {
        String all = installation.tables().stream()
                .map(table -> "select '" + table + "', id::text, version from " + table)
                .reduce((left, right) -> left + " union all " + right)
                .orElseThrow();
        Map<String, Map<String, Double>> byTable = new HashMap<>();
        try (Statement statement = plain.createStatement();
                ResultSet row = statement.executeQuery(all)) {
            while (row.next()) {
                byTable.computeIfAbsent(row.getString(1), table -> new HashMap<>())
                        .put(row.getString(2), row.getDouble(3));
            }
        }
        return new Versions(byTable);
    }

    /** Whether each document has this version of its row or a later one. */
    boolean areDelivered(Installation installation, String table) {
        Documents documents = installation.deployment().documents(table);
        return byTable.getOrDefault(table, Map.of()).entrySet().stream()
                .allMatch(row -> version(documents, row.getKey()) >= row.getValue());
    }

    private static double version(Documents documents, String id) {
        return documents.byId().getOrDefault(id, Map.of()).get("version") instanceof Double version ? version : -1;
    }
}
