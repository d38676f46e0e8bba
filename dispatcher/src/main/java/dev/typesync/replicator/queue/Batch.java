package dev.typesync.replicator.queue;

import java.util.List;

/**
 * Keys of one collection whose rows are read and written together. A batch is in flight from {@link KeyQueue#take} to
 * {@link KeyQueue#settle}. Immutable.
 */
public final class Batch {
    private final List<PendingKey> keys;

    Batch(List<PendingKey> keys) {
        this.keys = List.copyOf(keys);
    }

    public List<PendingKey> keys() {
        return keys;
    }

    public List<String> keyTexts() {
        return keys.stream().map(PendingKey::key).toList();
    }
}
