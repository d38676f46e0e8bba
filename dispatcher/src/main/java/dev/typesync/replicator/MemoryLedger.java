package dev.typesync.replicator;

import dev.typesync.outbox.MemoryOutbox;
import dev.typesync.outbox.TableId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The ledger of a process that needs nothing in the database; it goes with the process. Thread-safe. */
final class MemoryLedger implements Ledger {
    private final MemoryOutbox outbox;
    private final RecordsInMemory records;
    private final Map<String, RejectedInMemory> rejected = new ConcurrentHashMap<>();

    MemoryLedger(MemoryOutbox outbox, RecordsInMemory records) {
        this.outbox = outbox;
        this.records = records;
    }

    @Override
    public RecordsInMemory records() {
        return records;
    }

    @Override
    public RejectedInMemory rejected(String collection) {
        return rejected.computeIfAbsent(collection, RejectedInMemory::new);
    }

    @Override
    public void mark(TableId table, String cause, @Nullable String collection) {
        outbox.mark(table, cause, collection);
    }
}
