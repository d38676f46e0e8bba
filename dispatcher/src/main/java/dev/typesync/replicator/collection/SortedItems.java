package dev.typesync.replicator.collection;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sorts any number of items in bounded memory. As long as {@link ComparisonMemory} has room they stay in the heap; then
 * they go as sorted runs to a temporary file, and the runs are merged. Used by one thread at a time.
 */
final class SortedItems implements AutoCloseable {
    /** Every collection may hold this number of bytes, even if the others have taken all. */
    private static final long MINIMUM_BYTES = 64 * 1024;

    /** Each of them has a buffer of 8 KB. */
    private static final int MAX_MERGED_RUNS = 16;

    private final ComparisonMemory memory;
    private final Path directory;
    private final Deque<ItemFile.Run> runs = new ArrayDeque<>();
    private List<ComparedItem> held = new ArrayList<>();
    private long heldBytes;
    private long takenBytes;
    private @Nullable ItemFile file;

    SortedItems(ComparisonMemory memory, Path directory) {
        this.memory = memory;
        this.directory = directory;
    }

    void add(ComparedItem item) {
        held.add(item);
        heldBytes += item.heapBytes();
        if (heldBytes <= MINIMUM_BYTES + takenBytes) {
            return;
        }
        if (memory.take(MINIMUM_BYTES)) {
            takenBytes += MINIMUM_BYTES;
        } else {
            writeRun();
        }
    }

    private void writeRun() {
        ItemFile target = file;
        if (target == null) {
            target = ItemFile.create(directory);
            file = target;
        }
        held.sort(null);
        runs.add(target.append(held.iterator()));
        clear();
    }

    private void clear() {
        held = new ArrayList<>();
        heldBytes = 0;
        memory.release(takenBytes);
        takenBytes = 0;
    }

    /** Does a part of the sorting; returns whether more is to be done before {@link #iterator}. */
    boolean sortSome() {
        ItemFile source = file;
        if (source == null) {
            held.sort(null);
            return false;
        }
        if (!held.isEmpty()) {
            writeRun();
        }
        if (runs.size() <= MAX_MERGED_RUNS) {
            return false;
        }
        List<ItemFile.Run> merged = new ArrayList<>();
        while (merged.size() < MAX_MERGED_RUNS) {
            merged.add(runs.remove());
        }
        runs.add(source.append(merge(source, merged)));
        return true;
    }

    /** All items by id, after {@link #sortSome} has returned false. */
    Iterator<ComparedItem> iterator() {
        return file == null ? held.iterator() : merge(file, List.copyOf(runs));
    }

    private static Iterator<ComparedItem> merge(ItemFile file, List<ItemFile.Run> runs) {
        PriorityQueue<Head> heads = new PriorityQueue<>();
        runs.forEach(run -> Head.next(file.read(run), heads));
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !heads.isEmpty();
            }

            @Override
            public ComparedItem next() {
                Head first = heads.remove();
                Head.next(first.rest(), heads);
                return first.item();
            }
        };
    }

    /** The first item of a run, and those after it. */
    private record Head(ComparedItem item, Iterator<ComparedItem> rest) implements Comparable<Head> {
        static void next(Iterator<ComparedItem> run, PriorityQueue<Head> heads) {
            if (run.hasNext()) {
                heads.add(new Head(run.next(), run));
            }
        }

        @Override
        public int compareTo(Head other) {
            return item.compareTo(other.item);
        }
    }

    /** The size of the temporary file; 0 if there is none. */
    long fileBytes() {
        return file == null ? 0 : file.size();
    }

    /** Releases the memory and deletes the file. */
    @Override
    public void close() {
        clear();
        runs.clear();
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
