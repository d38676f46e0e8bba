package dev.typesync.capture.change;

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
public final class TransactionKeys {
    static final int MAX_KEYS = 100_000;
    private static final String CAUSE = "large transaction";

    private final List<CapturedChange> learnt = new ArrayList<>();
    private final Set<TableId> collapsed = new LinkedHashSet<>();
    private long size;

    void add(List<CapturedChange> more) {
        for (CapturedChange each : more) {
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
            List<CapturedChange> undone = learnt.subList(length, learnt.size());
            undone.forEach(each -> size -= sizeOf(each));
            undone.clear();
        }
    }

    private static long sizeOf(CapturedChange each) {
        return each instanceof CapturedChange.Keys keys ? 1 + keys.keys().size() : 1;
    }

    void clear() {
        learnt.clear();
        collapsed.clear();
        size = 0;
    }

    List<CapturedChange> take() {
        List<CapturedChange> all = new ArrayList<>(learnt);
        collapsed.forEach(table -> all.add(new CapturedChange.Marked(table, CAUSE)));
        clear();
        return all;
    }

    public static void publish(List<CapturedChange> committed, MemoryOutbox to) {
        for (CapturedChange each : committed) {
            if (each instanceof CapturedChange.Marked marked) {
                to.addMark(marked.table(), marked.cause(), null);
            } else if (each instanceof CapturedChange.Keys keys && !keys.keys().isEmpty()) {
                to.addKeys(keys.table(), keys.keys());
            }
        }
    }
}
