package dev.typesync.replicator.ledger;

import dev.typesync.outbox.MemoryOutbox;
import dev.typesync.outbox.TableId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of {@code durability: memory}: it needs nothing in the database, and ends with the process. Thread-safe.
 */
public final class MemoryLedger implements Ledger {
    private final MemoryOutbox outbox;
    private final MemoryRecords records;
    private final Map<String, MemoryDeadLetterStore> rejected = new ConcurrentHashMap<>();

    public MemoryLedger(MemoryOutbox outbox, MemoryRecords records) {
        this.outbox = outbox;
        this.records = records;
    }

    @Override
    public MemoryRecords records() {
        return records;
    }

    @Override
    public MemoryDeadLetterStore rejected(String collection) {
        return rejected.computeIfAbsent(collection, MemoryDeadLetterStore::new);
    }

    @Override
    public void mark(TableId table, String cause, @Nullable String collection) {
        outbox.addMark(table, cause, collection);
    }
}
