package dev.typesync.jartest.chaos;

import dev.typesync.jartest.Difference;
import dev.typesync.testkit.Deployment;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares all documents with the rows, independently of typesync. */
final class Oracle {
    private static final int SHOWN = 10;

    private final Deployment deployment;

    Oracle(Deployment deployment) {
        this.deployment = deployment;
    }

    boolean areThereAllCollections() {
        return ChaosSchema.EXPECTED.keySet().stream()
                .allMatch(collection -> deployment.documents(collection).status() == 200);
    }

    /** The documents that differ from their rows, by collection. Empty when all are equal. */
    Map<String, List<Difference>> differences() throws SQLException {
        Map<String, List<Difference>> differences = new TreeMap<>();
        try (Connection connection = deployment.connectPlain()) {
            for (Map.Entry<String, String> expected : ChaosSchema.EXPECTED.entrySet()) {
                List<Difference> found = Difference.of(connection, deployment, expected.getKey(), expected.getValue());
                if (!found.isEmpty()) {
                    differences.put(expected.getKey(), found);
                }
            }
        }
        return differences;
    }

    /** The first differences, each with the last events of its key, and what waits in the outbox. */
    List<String> explain(Map<String, List<Difference>> differences) throws SQLException {
        List<String> text = new ArrayList<>();
        try (Connection connection = deployment.connectPlain()) {
            for (Map.Entry<String, List<Difference>> collection : differences.entrySet()) {
                text.add(collection.getKey() + ": " + collection.getValue().size() + " documents differ");
                for (Difference difference :
                        collection.getValue().stream().limit(SHOWN).toList()) {
                    String all = difference.toString();
                    text.add("  " + all.substring(0, Math.min(500, all.length())));
                    OutboxHistory.lastOf(connection, ChaosSchema.table(collection.getKey()), difference.id())
                            .forEach(event -> text.add("    " + event));
                }
            }
            text.addAll(OutboxHistory.waiting(connection));
        }
        return text;
    }
}
