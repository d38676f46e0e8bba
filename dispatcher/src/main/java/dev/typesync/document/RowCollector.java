package dev.typesync.document;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes documents of the rows that {@link RowSql#byKeys} selects, until they have {@code maxBytes}. Used once, by one
 * thread.
 */
final class RowCollector {
    private final DocumentWriter writer;
    private final long maxBytes;
    private final List<Document> documents = new ArrayList<>();
    private final List<RejectedRow> rejected = new ArrayList<>();
    private final Set<String> requested = new LinkedHashSet<>();
    private final Set<String> found = new HashSet<>();
    private final BitSet read = new BitSet();
    private long bytes;

    RowCollector(DocumentWriter writer, long maxBytes) {
        this.writer = writer;
        this.maxBytes = maxBytes;
    }

    /**
     * Adds the current row.
     *
     * @return false if the limit is reached, so that this row and those after it stay unread
     */
    boolean add(ResultSet row) throws SQLException {
        int number = row.getInt(1);
        if (row.wasNull()) {
            return false;
        }
        String id = row.getString(3);
        if (id != null && !found.contains(id) && !addFound(id, row)) {
            return false;
        }
        requested.add(row.getString(2));
        read.set(number - 1);
        return true;
    }

    private boolean addFound(String id, ResultSet row) throws SQLException {
        try {
            if (row.getLong(4) > Utf8Limit.MAX_DOCUMENT_BYTES) {
                throw DocumentWriter.tooLarge("the row", "of text");
            }
            Document document = writer.write(id, row, 5);
            long size = document.json().length + 1L;
            if (!documents.isEmpty() && bytes + size > maxBytes) {
                return false;
            }
            bytes += size;
            documents.add(document);
        } catch (UnfitValueException e) {
            rejected.add(new RejectedRow(id, e.reason()));
        }
        found.add(id);
        return true;
    }

    /** The number of rows that are as large as those so far and need about this number of bytes. */
    int rowsOf(long size) {
        return (int) Math.min(Integer.MAX_VALUE, size * Math.max(1, documents.size()) / Math.max(1, bytes));
    }

    /** @param keys the requested keys, in the order of their numbers */
    RowReadResult result(List<String> keys) {
        requested.removeAll(found);
        requested.remove(""); // Typesense has no document with an empty id, so there is none to delete
        List<String> unread = new ArrayList<>();
        for (int i = read.nextClearBit(0); i < keys.size(); i = read.nextClearBit(i + 1)) {
            unread.add(keys.get(i));
        }
        return new RowReadResult(documents, rejected, List.copyOf(requested), List.of(), unread);
    }
}
