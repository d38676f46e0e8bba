package dev.typesync.replicator.delivery;

import dev.typesync.document.Document;
import dev.typesync.document.RejectedRow;
import dev.typesync.document.RowReadResult;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the rows of a batch, until its documents have a number of bytes. If a read fails because of a value in a row,
 * or because a key does not cast, its keys are split in halves until the failing key is found. The row of that key is
 * rejected. A key that does not cast names no row, so its document is to be deleted. The others are read.
 *
 * <p>After {@value #MAX_FAILURES} failures the rest of the batch is left for later, so that many keys that do not cast
 * do not keep other keys waiting. Used by one thread.
 */
public final class BatchReader {
    static final int MAX_FAILURES = 100;

    private final RowSource rows;
    private final long maxBytes;
    private final List<Document> documents = new ArrayList<>();
    private final List<RejectedRow> rejected = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> foreign = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();
    private long bytes;
    private int failures;

    private BatchReader(RowSource rows, long maxBytes) {
        this.rows = rows;
        this.maxBytes = maxBytes;
    }

    /**
     * Reads the rows of these keys; throws what is not the fault of a single row.
     *
     * @param maxBytes the largest size of all documents; a single one may be larger
     */
    public static RowReadResult read(RowSource rows, List<String> keys, long maxBytes) throws SQLException {
        BatchReader reader = new BatchReader(rows, maxBytes);
        reader.read(keys);
        return new RowReadResult(reader.documents, reader.rejected, reader.missing, reader.foreign, reader.unread);
    }

    private void read(List<String> keys) throws SQLException {
        if (!unread.isEmpty() || bytes >= maxBytes || failures >= MAX_FAILURES) {
            unread.addAll(keys);
            return;
        }
        try {
            RowReadResult reading = rows.read(keys, maxBytes - bytes);
            documents.addAll(reading.documents());
            rejected.addAll(reading.rejected());
            missing.addAll(reading.missing());
            unread.addAll(reading.unread());
            for (Document document : reading.documents()) {
                bytes += document.json().length + 1L;
            }
        } catch (SQLException e) {
            if (!ReadErrors.isAboutOneRow(e.getSQLState())) {
                throw e;
            }
            failures++;
            if (keys.size() == 1) {
                recordFailure(keys.get(0), e);
            } else if (failures > 1 || !readWithoutForeign(keys)) {
                read(keys.subList(0, keys.size() / 2));
                read(keys.subList(keys.size() / 2, keys.size()));
            }
        }
    }

    /** Reads the keys that are not certainly foreign; returns whether there were any others. */
    private boolean readWithoutForeign(List<String> keys) throws SQLException {
        Set<String> found = new LinkedHashSet<>(rows.foreignAmong(keys));
        if (found.isEmpty()) {
            return false;
        }
        found.forEach(this::recordForeign);
        List<String> others = keys.stream().filter(key -> !found.contains(key)).toList();
        if (!others.isEmpty()) {
            read(others);
        }
        return true;
    }

    private void recordFailure(String key, SQLException e) throws SQLException {
        if (rows.isKey(key)) {
            rejected.add(new RejectedRow(key, "the row cannot be read (SQLState " + e.getSQLState() + ")"));
        } else {
            recordForeign(key);
        }
    }

    private void recordForeign(String key) {
        foreign.add(key);
        if (!key.isEmpty()) { // Typesense has no document with an empty id
            missing.add(key);
        }
    }
}
