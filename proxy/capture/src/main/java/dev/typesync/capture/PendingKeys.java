package dev.typesync.capture;

import dev.typesync.outbox.MemoryOutbox;
import dev.typesync.outbox.TableId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the open transaction has changed, for {@code durability: memory}. Bounded: beyond so many keys each of its tables
 * has a mark instead, which a savepoint that is rolled back does not take away. Not thread-safe.
 */
final class PendingKeys {
    static final int MAX_KEYS = 100_000;
    private static final String CAUSE = "large transaction";

    private final List<Learnt> learnt = new ArrayList<>();
    private final Set<TableId> collapsed = new LinkedHashSet<>();
    private long size;

    void add(List<Learnt> more) {
        for (Learnt each : more) {
            if (!collapsed.contains(each.table())) {
                learnt.add(each);
                size += sizeOf(each);
            }
        }
        if (size > MAX_KEYS) {
            learnt.forEach(each -> collapsed.add(each.table()));
            learnt.clear();
            size = 0;
        }
    }

    /** How many entries there are: what {@link #cutTo} goes back to. */
    int length() {
        return learnt.size();
    }

    void cutTo(int length) {
        if (length < learnt.size()) {
            List<Learnt> undone = learnt.subList(length, learnt.size());
            undone.forEach(each -> size -= sizeOf(each));
            undone.clear();
        }
    }

    private static long sizeOf(Learnt each) {
        return each instanceof Learnt.Keys keys ? 1 + keys.keys().size() : 1;
    }

    void clear() {
        learnt.clear();
        collapsed.clear();
        size = 0;
    }

    List<Learnt> take() {
        List<Learnt> all = new ArrayList<>(learnt);
        collapsed.forEach(table -> all.add(new Learnt.Marked(table, CAUSE)));
        clear();
        return all;
    }

    static void publish(List<Learnt> committed, MemoryOutbox to) {
        for (Learnt each : committed) {
            if (each instanceof Learnt.Marked marked) {
                to.mark(marked.table(), marked.cause(), null);
            } else if (each instanceof Learnt.Keys keys && !keys.keys().isEmpty()) {
                to.keys(keys.table(), keys.keys());
            }
        }
    }
}
