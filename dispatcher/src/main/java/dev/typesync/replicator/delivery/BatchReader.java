package dev.typesync.replicator.delivery;

import dev.typesync.document.Document;
import dev.typesync.document.RejectedRow;
import dev.typesync.document.RowReadResult;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the rows of a batch, until its documents have a number of bytes. If a read fails because of a value in a row, or because a key does not cast, its keys are
 * split in halves until the failing key is found. The row of that key is rejected. A key that does not cast names no
 * row, so its document is to be deleted. The others are read. Used by one thread.
 */
public final class BatchReader {
    private final RowSource rows;
    private final long maxBytes;
    private final List<Document> documents = new ArrayList<>();
    private final List<RejectedRow> rejected = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> foreign = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();
    private long bytes;

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
        if (!unread.isEmpty() || bytes >= maxBytes) {
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
            if (keys.size() == 1) {
                recordFailure(keys.get(0), e);
                return;
            }
            read(keys.subList(0, keys.size() / 2));
            read(keys.subList(keys.size() / 2, keys.size()));
        }
    }

    private void recordFailure(String key, SQLException e) throws SQLException {
        if (rows.isKey(key)) {
            rejected.add(new RejectedRow(key, "the row cannot be read (SQLState " + e.getSQLState() + ")"));
        } else {
            foreign.add(key);
            if (!key.isEmpty()) { // Typesense has no document with an empty id
                missing.add(key);
            }
        }
    }
}
