package dev.typesync.replicator.queue;

import java.util.Collection;
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

    /** Whether one of these keys comes from a change, not only from a load or a comparison. */
    public boolean isAnyChanged(Collection<String> texts) {
        return !texts.isEmpty() && keys.stream().anyMatch(key -> key.isLive() && texts.contains(key.key()));
    }
}
