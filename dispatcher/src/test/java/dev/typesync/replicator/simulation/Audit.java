package dev.typesync.replicator.simulation;

import dev.typesync.document.CollectionMapping;
import dev.typesync.document.Document;
import dev.typesync.outbox.TableId;
import dev.typesync.source.Change;
import dev.typesync.source.OutboxRow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Watches a simulation, and ends it when a rule is broken. */
final class Audit {
    /**
     * More changes of one owner are never taken and not acknowledged. The queue holds 250 keys; after a crash of the
     * database some keys come twice, because their deletes are lost.
     */
    static final int MOST_IN_FLIGHT = 400;

    /** As long as the processes need to notice what has happened. */
    static final Duration QUIET = World.LEASE.multipliedBy(4);

    private static final long ABSENT = 0;

    private final World world;
    private final Map<TableId, Map<String, List<Value>>> histories = new HashMap<>();
    private final Map<String, Map<String, Long>> written = new HashMap<>();
    private final Map<String, Map<String, Long>> unsettled = new HashMap<>();
    private boolean lostCommits;

    /** A value of a row, and the number of the commit that made it. */
    private record Value(long commit, long version) {}

    Audit(World world) {
        this.world = world;
    }

    static long version(Document document) {
        return version(new String(document.json(), StandardCharsets.UTF_8));
    }

    static long version(String json) {
        return Long.parseLong(json.substring(json.lastIndexOf(':') + 1, json.length() - 1));
    }

    static String key(String spelling) {
        return spelling.endsWith(".0") ? spelling.substring(0, spelling.length() - 2) : spelling;
    }

    void committed(TableId table, String key, @Nullable Long version, long commit) {
        histories
                .computeIfAbsent(table, any -> new HashMap<>())
                .computeIfAbsent(key, any -> new ArrayList<>(List.of(new Value(-1, ABSENT))))
                .add(new Value(commit, version == null ? ABSENT : version));
    }

    /** Commits after this one are lost. */
    void lost(long last, boolean flushed) {
        lostCommits |= flushed;
        histories
                .values()
                .forEach(table -> table.values().forEach(values -> values.removeIf(value -> value.commit > last)));
        written.values().forEach(keys -> keys.replaceAll((key, commit) -> Math.min(commit, last)));
    }

    private static String name(String concrete) {
        return concrete.substring(0, concrete.indexOf('_'));
    }

    private @Nullable CollectionMapping mapping(String concrete) {
        return world.mappings.get(name(concrete));
    }

    void applied(String concrete, String id, long version) {
        world.scheduler.trace("applied " + id + " v" + version + " in " + concrete);
        recordWritten(concrete, id, version);
    }

    void deleted(String concrete, String id) {
        world.scheduler.trace("deleted " + id + " in " + concrete);
        recordWritten(concrete, id, ABSENT);
    }

    /** Records the last commit whose value this can be. */
    private void recordWritten(String concrete, String id, long version) {
        CollectionMapping mapping = mapping(concrete);
        List<Value> values = mapping == null
                ? null
                : histories.getOrDefault(mapping.table(), Map.of()).get(id);
        if (mapping == null || values == null) {
            return;
        }
        for (int i = values.size() - 1; i >= 0; i--) {
            if (values.get(i).version == version) {
                long last = i + 1 < values.size()
                        ? values.get(i + 1).commit - 1
                        : world.database.now().number();
                written.computeIfAbsent(mapping.name(), any -> new HashMap<>()).merge(id, last, Math::max);
                return;
            }
        }
    }

    /**
     * An outbox row is deleted: its keys must have been written since, or a mark must be left. The first load of another
     * collection of the table can stand for a write, so a shared table is only compared at the end.
     */
    void deleting(Database.State before, Database.Committed committed) {
        if (lostCommits
                || world.plan.sharedTable()
                || !(committed.row().content() instanceof OutboxRow.Parsed readable)) {
            return;
        }
        if (!(readable.change() instanceof Change.Keys keys) || isMarked(before, keys.table())) {
            return;
        }
        for (String spelling : keys.keys()) {
            boolean exact = key(spelling).equals(spelling); // another spelling finds the row only while it exists
            if (exact && !isWrittenSince(keys.table(), key(spelling), committed.commit())) {
                world.scheduler.end("the outbox row of " + key(spelling) + " was deleted before it was written");
            }
        }
    }

    private static boolean isMarked(Database.State state, TableId table) {
        return state.outbox().values().stream()
                .anyMatch(other -> other.row().content() instanceof OutboxRow.Parsed readable
                        && readable.change() instanceof Change.Mark mark
                        && mark.table().equals(table));
    }

    private boolean isWrittenSince(TableId table, String key, long commit) {
        for (CollectionMapping mapping : world.mappings.values()) {
            if (mapping.table().equals(table)
                    && written.getOrDefault(mapping.name(), Map.of()).getOrDefault(key, -1L) < commit
                    && !hasUnwritableSince(table, key, commit)) {
                return false;
            }
        }
        return true;
    }

    private boolean hasUnwritableSince(TableId table, String key, long commit) {
        List<Value> values = histories.getOrDefault(table, Map.of()).getOrDefault(key, List.of());
        for (int i = 0; i < values.size(); i++) {
            boolean isLater = i + 1 == values.size() || values.get(i + 1).commit > commit;
            if (isLater && isUnwritable(values.get(i).version)) {
                return true;
            }
        }
        return values.isEmpty();
    }

    private static boolean isUnwritable(long version) {
        return World.isImpossible(version) || World.isRejected(version);
    }

    /** The owner whose step writes. A step that hung may belong to an earlier one of the same process. */
    private String writer(SimulatedProcess process, String collection) {
        Scheduler.Fiber step = world.scheduler.current();
        return process.name() + " epoch " + (step == null ? 0 : step.epoch) + " " + collection;
    }

    void sending(SimulatedProcess process, String collection, List<String> ids) {
        Map<String, Long> open = unsettled.getOrDefault(writer(process, collection), Map.of());
        for (String id : ids) {
            if (open.containsKey(id)) {
                world.scheduler.end(id + " was written again before its write of unknown outcome was settled");
            }
        }
    }

    void unknown(SimulatedProcess process, String collection, List<String> ids) {
        Map<String, Long> open = unsettled.computeIfAbsent(writer(process, collection), any -> new HashMap<>());
        ids.forEach(id -> open.put(id, world.scheduler.now()));
    }

    void fenced(SimulatedProcess process, String collection) {
        long settled = world.scheduler.now() - World.SETTLE_TIME.toNanos();
        unsettled
                .getOrDefault(writer(process, collection), new HashMap<>())
                .values()
                .removeIf(since -> since <= settled);
    }

    void inFlight(int changes) {
        if (changes > MOST_IN_FLIGHT) {
            world.scheduler.end(changes + " changes were taken and not acknowledged");
        }
    }

    /** Why the documents differ from the rows; null if they do not. */
    @Nullable
    String difference() {
        for (CollectionMapping mapping : world.mappings.values()) {
            Map<String, String> documents = world.server.found(mapping.name());
            if (documents == null) {
                return mapping.name() + " does not exist";
            }
            TreeMap<String, Long> rows = world.database.now().rows().get(mapping.table());
            Set<String> keys = new HashSet<>(documents.keySet());
            keys.addAll(rows.keySet());
            for (String key : keys) {
                Long version = rows.get(key);
                String expected = version == null ? null : World.document(key, version);
                boolean unwritable = version != null && isUnwritable(version);
                if (!unwritable && !Objects.equals(expected, documents.get(key))) {
                    return mapping.name() + ": the document " + documents.get(key) + " should be " + expected;
                }
            }
        }
        return null;
    }
}
