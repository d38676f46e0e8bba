package dev.typesync.replicator.simulation;

import dev.typesync.document.Document;
import dev.typesync.document.KeyRange;
import dev.typesync.document.RejectedRow;
import dev.typesync.document.RowReadResult;
import dev.typesync.outbox.TableId;
import dev.typesync.replicator.delivery.RowSource;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of one modelled table. A key can be spelled in two ways. Each call sees one snapshot. */
record SimulatedRows(World world, Backend backend, @Nullable RowSource jobs, TableId table) implements RowSource {
    @Override
    public RowReadResult read(List<String> keys, long maxBytes) throws SQLException {
        return backend.call("read " + keys, () -> result(keys));
    }

    private RowReadResult result(List<String> keys) throws SQLException {
        if (world.isLocked(table)) {
            throw new SQLException("simulated lock", "55P03");
        }
        Map<String, Long> rows = snapshot().rows().get(table);
        Map<String, Document> documents = new LinkedHashMap<>();
        List<RejectedRow> rejected = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String spelling : keys) {
            String key = Audit.key(spelling);
            Long version = rows.get(key);
            if (version == null || !key.equals(spelling)) {
                missing.add(spelling);
            }
            if (version != null && World.isImpossible(version)) {
                rejected.add(new RejectedRow(key, "simulated"));
            } else if (version != null) {
                documents.put(
                        key, new Document(key, World.document(key, version).getBytes(StandardCharsets.UTF_8)));
            }
        }
        world.scheduler.trace("rows " + rows);
        return new RowReadResult(List.copyOf(documents.values()), rejected, missing);
    }

    private Database.State snapshot() {
        return world.broken == Rule.READ_AFTER_EVENT
                ? world.database.before(world.scheduler.random.nextInt(6))
                : world.database.now();
    }

    @Override
    public boolean isKey(String text) throws SQLException {
        return backend.call("is key", () -> true);
    }

    @Override
    public KeyRange keysAfter(@Nullable String afterKey, int limit) throws SQLException {
        return backend.call("keys after " + afterKey, () -> {
            List<String> keys = world.database.now().rows().get(table).keySet().stream()
                    .filter(key -> afterKey == null || key.compareTo(afterKey) > 0)
                    .limit(limit)
                    .toList();
            return new KeyRange(keys, keys.size() == limit ? keys.get(limit - 1) : null);
        });
    }

    @Override
    public RowSource forJobs() {
        return jobs == null ? this : jobs;
    }
}
