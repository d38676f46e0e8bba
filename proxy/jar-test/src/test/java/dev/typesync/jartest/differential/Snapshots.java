package dev.typesync.jartest.differential;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Compares the committed rows of the replicated tables with those of the last time. So it also sees what no trigger
 * sees: DDL that changes rows or what they show. Each row that differs needs its key or a mark in the outbox. A table
 * that is renamed or has no primary key is compared when it has its name and a key again.
 */
final class Snapshots {
    private final Connection connection;
    private final Set<String> tables;
    private final Map<String, Snapshot> snapshots = new HashMap<>();
    private final Set<String> keys = new HashSet<>();
    private final Set<String> marked = new HashSet<>();
    private long nextTransaction;

    /** @param collections lines of YAML; each begins with the name of a table */
    Snapshots(Connection connection, String collections) throws SQLException {
        this.connection = connection;
        this.tables = Set.copyOf(collections
                .lines()
                .filter(line -> line.endsWith(": {}"))
                .map(line -> "public." + line.strip().replace(": {}", ""))
                .toList());
        uncovered();
    }

    /** The rows that changed since the last call, but of which the outbox knows nothing. */
    List<String> uncovered() throws SQLException {
        readOutbox();
        List<String> found = new ArrayList<>();
        for (String table : tables) {
            Snapshot now = read(table);
            if (now != null) {
                Snapshot before = snapshots.put(table, now);
                if (before != null && before.key().equals(now.key()) && !marked.contains(table)) {
                    changed(before.rows(), now.rows()).stream()
                            .map(key -> table + " " + key)
                            .filter(key -> !keys.contains(key))
                            .forEach(found::add);
                }
                keys.removeIf(key -> key.startsWith(table + " "));
                marked.remove(table);
            }
        }
        return found;
    }

    /**
     * The rows of a table at one time.
     *
     * @param key the SQL expression for the keys; a collection is loaded again if it changes
     * @param rows the hash of each row by its key
     */
    private record Snapshot(String key, Map<String, String> rows) {}

    private static Set<String> changed(Map<String, String> before, Map<String, String> now) {
        Set<String> keys = new HashSet<>(before.keySet());
        keys.addAll(now.keySet());
        keys.removeIf(key -> Objects.equals(before.get(key), now.get(key)));
        return keys;
    }

    /** Adds what transactions wrote that began after the last call; then none was open. */
    private void readOutbox() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select tbl, key_value(tbl, unnest(coalesce(keys, '{null}'))) as key"
                                + " from typesync.outbox where xid >= '" + nextTransaction + "'")) {
            while (row.next()) {
                String key = row.getString("key");
                if (key == null) { // op m
                    marked.add(row.getString("tbl"));
                } else {
                    keys.add(row.getString("tbl") + " " + key);
                }
            }
        }
        nextTransaction =
                Long.parseLong(Comparison.strings(connection, "select pg_snapshot_xmax(pg_current_snapshot())")
                        .get(0));
    }

    /** Null if there is no such table, or if it has no key. */
    private Snapshot read(String table) throws SQLException {
        String key = Comparison.strings(connection, "select witness_key(to_regclass('" + table + "'))")
                .get(0);
        if (key == null) {
            return null;
        }
        Map<String, String> hashes = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select " + key + ", md5(jsonb_strip_nulls(to_jsonb(r))::text) from " + table + " r")) {
            while (row.next()) {
                hashes.put(row.getString(1), row.getString(2));
            }
        }
        return new Snapshot(key, hashes);
    }
}
