package dev.typesync.benchmarks.driver;

import dev.typesync.testkit.TypesenseServer;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Runs an operation once and waits for the documents of the changed rows, which are identified by the time of the
 * change.
 *
 * @param administration a connection without typesync
 * @param prefix prefix of the names of the collections
 */
record DocumentCheck(Connection administration, TypesenseServer typesense, String prefix) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final List<String> TABLES = List.of("item", "arrival");
    private static final String NOW = "select (extract(epoch from clock_timestamp()) * 1000000)::bigint";

    void run(Variant variant, Workload workload, String url) throws SQLException {
        long since = now();
        try (Lane lane = Lane.open(variant, workload, url, 0)) {
            lane.runOnce();
        }
        if (!variant.delivers() || workload.capturedRows() == 0) {
            return;
        }
        int changed = 0;
        for (String table : TABLES) {
            Set<String> rows = rows(table, since);
            changed += rows.size();
            await(variant.name() + ", " + table + ", " + workload.name(), rows, table, since);
        }
        if (changed == 0 || changed > workload.capturedRows()) {
            throw new IllegalStateException(changed + " rows were changed by: " + workload.name());
        }
    }

    private void await(String what, Set<String> rows, String table, long since) {
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .atMost(PATIENCE)
                    .until(() -> documents(table, since).equals(rows));
        } catch (ConditionTimeoutException e) {
            Set<String> missing = new HashSet<>(rows);
            missing.removeAll(documents(table, since));
            throw new IllegalStateException(
                    missing.size() + " of " + rows.size() + " changed rows did not reach Typesense within "
                            + PATIENCE.toSeconds() + " s: " + what,
                    e);
        }
    }

    private long now() throws SQLException {
        try (Statement statement = administration.createStatement();
                ResultSet row = statement.executeQuery(NOW)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The rows that changed since then, each in the form of an exported document. */
    private Set<String> rows(String table, long since) throws SQLException {
        String sql = "select format('{\"changed\":%s,\"id\":\"%s\"}', micros, id) from (select id,"
                + " (extract(epoch from changed) * 1000000)::bigint as micros from " + table + ") r where micros >= ?";
        try (PreparedStatement statement = administration.prepareStatement(sql)) {
            statement.setLong(1, since);
            Set<String> rows = new HashSet<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(found.getString(1));
                }
            }
            return rows;
        }
    }

    /** The documents of rows that changed since then; none if there is no such collection. */
    private Set<String> documents(String table, long since) {
        HttpResponse<String> response = typesense.request(
                "GET",
                "/collections/" + prefix + table
                        + "/documents/export?include_fields=id,changed&filter_by=changed:%3E%3D" + since,
                null);
        return response.statusCode() == 200 ? response.body().lines().collect(Collectors.toSet()) : Set.of();
    }
}
