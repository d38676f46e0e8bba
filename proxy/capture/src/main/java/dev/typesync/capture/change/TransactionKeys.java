package dev.typesync.capture.change;

import dev.typesync.outbox.TableId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The captured changes of the open transaction, for {@code durability: memory}. Bounded: beyond {@link #MAX_KEYS} each
 * of its tables gets a mark instead, and a rollback to a savepoint does not remove these marks. Not thread-safe.
 */
final class TransactionKeys {
    static final int MAX_KEYS = 100_000;

    private final List<CapturedChange> captured = new ArrayList<>();
    private final Set<TableId> marked = new LinkedHashSet<>();
    private long keyCount;

    void add(List<CapturedChange> more) {
        for (CapturedChange each : more) {
            if (!marked.contains(each.table())) {
                captured.add(each);
                keyCount += keyCount(each);
            }
        }
        if (keyCount > MAX_KEYS) {
            captured.forEach(each -> marked.add(each.table()));
            captured.clear();
            keyCount = 0;
        }
    }

    /** The number of captured changes, for {@link #truncate}. */
    int size() {
        return captured.size();
    }

    /** Removes all but the first changes. */
    void truncate(int size) {
        if (size < captured.size()) {
            List<CapturedChange> undone = captured.subList(size, captured.size());
            undone.forEach(each -> keyCount -= keyCount(each));
            undone.clear();
        }
    }

    /** An entry without keys counts too: it needs memory as well. */
    private static long keyCount(CapturedChange each) {
        return each instanceof CapturedChange.Keys keys ? 1 + keys.keys().size() : 1;
    }

    void clear() {
        captured.clear();
        marked.clear();
        keyCount = 0;
    }

    List<CapturedChange> take() {
        List<CapturedChange> all = new ArrayList<>(captured);
        marked.forEach(table -> all.add(new Mark(table, MarkCause.LARGE_TRANSACTION)));
        clear();
        return all;
    }
}
