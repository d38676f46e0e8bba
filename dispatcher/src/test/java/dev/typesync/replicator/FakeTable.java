package dev.typesync.replicator;

import dev.typesync.document.Document;
import dev.typesync.document.KeyRange;
import dev.typesync.document.RejectedRow;
import dev.typesync.document.RowReadResult;
import dev.typesync.replicator.delivery.RowSource;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of a table that does not exist: a text for each key. A key that starts with {@code bad} does not cast. */
public final class FakeTable implements RowSource {
    private final Map<String, String> rows = new TreeMap<>();
    private final Set<String> impossible = new HashSet<>();
    private int reads;

    public synchronized FakeTable put(String key, String value) {
        rows.put(key, value);
        return this;
    }

    public synchronized FakeTable remove(String key) {
        rows.remove(key);
        return this;
    }

    /** From now on no document can be made of this row. */
    public synchronized FakeTable makeImpossible(String key) {
        impossible.add(key);
        return this;
    }

    public static String document(String key, String value) {
        return "{\"id\":\"" + key + "\",\"v\":\"" + value + "\"}";
    }

    public synchronized int reads() {
        return reads;
    }

    @Override
    public synchronized RowReadResult read(List<String> keys, long maxBytes) throws SQLException {
        reads++;
        if (keys.stream().anyMatch(key -> key.startsWith("bad"))) {
            throw new SQLException("invalid input syntax", "22P02");
        }
        List<Document> documents = new ArrayList<>();
        List<RejectedRow> rejected = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        long bytes = 0;
        for (String spelling : keys) {
            String key = spelling.replaceAll("\\.0+$", "");
            String value = rows.get(key);
            byte[] json = document(key, String.valueOf(value)).getBytes(StandardCharsets.UTF_8);
            if (value == null) {
                missing.add(key);
            } else if (impossible.contains(key)) {
                rejected.add(new RejectedRow(key, "impossible"));
            } else if (!documents.isEmpty() && bytes + json.length + 1 > maxBytes) {
                unread.add(spelling);
            } else {
                documents.add(new Document(key, json));
                bytes += json.length + 1;
            }
        }
        return new RowReadResult(documents, rejected, missing, List.of(), unread);
    }

    @Override
    public boolean isKey(String text) {
        return !text.startsWith("bad");
    }

    @Override
    public synchronized KeyRange keysAfter(@Nullable String afterKey, int limit) {
        List<String> keys = rows.keySet().stream()
                .filter(key -> afterKey == null || key.compareTo(afterKey) > 0)
                .limit(limit)
                .toList();
        return new KeyRange(keys, keys.size() < limit ? null : keys.get(limit - 1));
    }
}
