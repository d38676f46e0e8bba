package dev.typesync.replicator.collection;

import dev.typesync.replicator.collection.ComparedItem.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the ids whose document and row differ, among documents and rows that are added in any order. An id that occurs
 * twice differs if one of its contents does. Needs bounded memory, and a temporary file for a large collection. Used by
 * one thread at a time.
 */
final class ContentComparison implements AutoCloseable {
    private final SortedItems items;
    private @Nullable Iterator<ComparedItem> sorted;
    private @Nullable ComparedItem next;
    private long documents;
    private long documentsWithoutRow;

    ContentComparison(ComparisonMemory memory, Path directory) {
        this.items = new SortedItems(memory, directory);
    }

    void addDocument(String id, long hash) {
        items.add(new ComparedItem(id, Kind.DOCUMENT, hash));
    }

    void addRow(String id, long hash) {
        items.add(new ComparedItem(id, Kind.ROW, hash));
    }

    void addRejectedRow(String id) {
        items.add(new ComparedItem(id, Kind.REJECTED_ROW, 0));
    }

    /** Does a part of the work between the last addition and {@link #nextDifferent}; returns whether there is more. */
    boolean sortSome() {
        if (items.sortSome()) {
            return true;
        }
        Iterator<ComparedItem> all = items.iterator();
        sorted = all;
        next = all.hasNext() ? all.next() : null;
        return false;
    }

    /** Looks at this number of ids, and returns those that differ. */
    List<String> nextDifferent(int ids) {
        List<String> different = new ArrayList<>();
        for (int i = 0; i < ids && next != null; i++) {
            String id = next.id();
            if (!isNextEqual(next)) {
                different.add(id);
            }
        }
        return different;
    }

    /** Whether all ids were looked at. */
    boolean isComplete() {
        return sorted != null && next == null;
    }

    /** Takes all items of one id. */
    private boolean isNextEqual(ComparedItem first) {
        boolean hasDocument = false;
        boolean hasRow = false;
        boolean isEqual = true;
        ComparedItem item = first;
        while (item != null && item.id().equals(first.id())) {
            hasDocument |= item.kind() == Kind.DOCUMENT;
            hasRow |= item.kind() != Kind.DOCUMENT;
            isEqual &= item.kind() != Kind.REJECTED_ROW && item.hash() == first.hash();
            item = sorted != null && sorted.hasNext() ? sorted.next() : null;
        }
        next = item;
        documents += hasDocument ? 1 : 0;
        documentsWithoutRow += hasRow ? 0 : 1;
        return hasDocument && hasRow && isEqual;
    }

    /** The number of documents among the ids that were looked at. */
    long documents() {
        return documents;
    }

    /** The number of those without a row, which are deleted. */
    long documentsWithoutRow() {
        return documentsWithoutRow;
    }

    /** The size of the temporary file; 0 if there is none. */
    long fileBytes() {
        return items.fileBytes();
    }

    @Override
    public void close() {
        items.close();
    }
}
