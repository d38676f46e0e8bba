package dev.typesync.replicator.queue;

import java.util.List;

/** Keys of one collection that are read and written together; in flight from {@code take} to {@code settle}. */
public final class Batch {
    private final List<PendingKey> keys;

    Batch(List<PendingKey> keys) {
        this.keys = List.copyOf(keys);
    }

    public List<PendingKey> keys() {
        return keys;
    }

    public List<String> texts() {
        return keys.stream().map(PendingKey::key).toList();
    }
}
