package dev.typesync.source;

import dev.typesync.outbox.TableId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** A model of the outbox table that counts the work of its reader: 100 rows are in a block, and a block takes 10 µs. */
final class ModelOutbox implements OutboxTable, LongSupplier {
    static final int ROWS_IN_BLOCK = 100;
    private static final long NANOS_FOR_BLOCK = 10_000;

    private final NavigableMap<Long, OutboxRow> rows = new TreeMap<>();
    private final List<OutboxRow.Id> deleted = new ArrayList<>();
    private long blocks;
    private long inserted;
    private long readBlocks;
    private long nanos;

    /** Leaves room for this many rows that are dead, or will be visible later. */
    long insertInvisible(int count) {
        long first = inserted;
        inserted += count;
        blocks = (inserted + ROWS_IN_BLOCK - 1) / ROWS_IN_BLOCK;
        return first;
    }

    void insert(TableId table, int count) {
        long first = insertInvisible(count);
        for (long number = first; number < first + count; number++) {
            show(table, number);
        }
    }

    /** Makes the row of this number visible. */
    void show(TableId table, long number) {
        OutboxRow.Id id = new OutboxRow.Id(place(number), number, 0);
        Change change = new Change.Keys(table, List.of("k" + number), Instant.EPOCH);
        rows.put(id.place(), new OutboxRow(id, new OutboxRow.Parsed(change)));
    }

    private static long place(long number) {
        return Place.ofBlock(number / ROWS_IN_BLOCK) + 1 + number % ROWS_IN_BLOCK;
    }

    @Override
    public OutboxPage read(long from, Selection selection) {
        long until = Place.ofBlock(Place.block(from) + DatabaseOutboxTable.MAX_BLOCKS);
        List<OutboxRow> page = new ArrayList<>();
        for (OutboxRow row : rows.subMap(from, until).values()) {
            TableId table = ((OutboxRow.Parsed) row.content()).change().table();
            if (selection.tables().contains(table) != selection.others()) {
                page.add(row);
            }
            if (page.size() == DatabaseOutboxTable.MAX_ROWS) {
                countBlocks(from, row.id().place());
                return new OutboxPage(page, row.id().place() + 1, false);
            }
        }
        countBlocks(from, Math.min(until, Place.ofBlock(blocks)));
        boolean end = Place.block(until) >= blocks;
        return new OutboxPage(page, end ? Place.ofBlock(Math.max(0, blocks - 1)) : until, end);
    }

    private void countBlocks(long from, long until) {
        long count = Math.max(0, Place.block(until) - Place.block(from)) + 1;
        readBlocks += count;
        nanos += count * NANOS_FOR_BLOCK;
    }

    @Override
    public boolean delete(Ownership ownership, List<OutboxRow.Id> acknowledged) {
        acknowledged.forEach(row -> rows.remove(row.place()));
        deleted.addAll(acknowledged);
        return true;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    int deletedCount() {
        return deleted.size();
    }

    long readBlocks() {
        return readBlocks;
    }

    void pass(long passedNanos) {
        nanos += passedNanos;
    }

    @Override
    public long getAsLong() {
        return nanos;
    }
}
