package dev.typesync.replicator;

import java.util.List;

/** Keys of one collection that are read and written together; in flight from {@code take} to {@code settle}. */
final class Batch {
    private final List<PendingKey> keys;

    Batch(List<PendingKey> keys) {
        this.keys = List.copyOf(keys);
    }

    List<PendingKey> keys() {
        return keys;
    }

    List<String> texts() {
        return keys.stream().map(PendingKey::key).toList();
    }
}
