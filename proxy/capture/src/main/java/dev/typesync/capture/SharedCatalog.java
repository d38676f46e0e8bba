package dev.typesync.capture;

import dev.typesync.capture.catalog.CatalogQuery;
import dev.typesync.capture.catalog.CatalogSql;
import dev.typesync.capture.catalog.KeyTypesReader;
import dev.typesync.capture.catalog.RoutineCache;
import dev.typesync.capture.catalog.WatchList;
import dev.typesync.capture.catalog.WatchListReader;
import dev.typesync.outbox.TableId;
import dev.typesync.parser.plan.TableName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What all sessions know of the catalog: the last reading of the watched relations, and the snapshots by role and
 * search_path that were made with it, with their decisions. Thread-safe. One thread makes the
 * shared reading at a time, and others wait for it; readings that are not shared run next to it.
 */
final class SharedCatalog {
    /** The limit after which tables, partitions and triggers made by other programs are known. */
    private static final Duration RENEWAL = Duration.ofMinutes(1);

    private final List<TableName> configured;
    private final Set<String> configuredNames; // checked for each statement that writes: no search, no allocation
    private final RoutineCache routines = new RoutineCache();
    private final ReentrantLock readLock = new ReentrantLock();
    private final Map<SnapshotKey, DecisionCache> decisions = new ConcurrentHashMap<>();
    private volatile @Nullable Reading current;
    private volatile WatchList newest = WatchList.NOTHING; // kept when the reading is forgotten
    private volatile @Nullable List<String> schemas;
    private long changeCount; // of the catalog; guarded by this

    private record SnapshotKey(String role, List<String> path) {}

    /**
     * A watch list, and when it was read. The watch list object stands for its content: a new object makes the
     * snapshots of the old one invalid.
     */
    record Reading(WatchList watchList, long readAtNanos) {
        boolean isOld() {
            return System.nanoTime() - readAtNanos > RENEWAL.toNanos();
        }
    }

    /** @param tables as in SQL, with a schema or resolved by search_path */
    SharedCatalog(Collection<String> tables) {
        this.configured = tables.stream().map(TableName::parse).distinct().toList();
        this.configuredNames = configured.stream().map(TableName::table).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Reads where unqualified names of the configuration are searched, if that is unknown.
     *
     * @param query in a session with the search_path that its role, database and URL give it
     */
    void readSchemas(CatalogQuery query) throws SQLException {
        if (schemas == null) {
            schemas = query.query(CatalogSql.schemas()).stream()
                    .map(row -> row.text(0))
                    .toList();
        }
    }

    /** The last reading. Null before the first one, and after a change of the catalog. */
    @Nullable
    Reading current() {
        return current;
    }

    /** Forgets the last reading because the catalog has changed. */
    synchronized void forget() {
        changeCount++;
        current = null;
        decisions.clear();
    }

    /**
     * The last reading if it is not old, or a new one.
     *
     * @param query outside a transaction: there the catalog is not older than what is committed
     */
    Reading read(CatalogQuery query) throws SQLException {
        readLock.lock();
        try {
            Reading last = current;
            if (last != null && !last.isOld()) {
                return last; // another thread has read it in the meantime
            }
            long changesBefore = changeCount();
            WatchList read = readUnshared(query);
            boolean unchanged = last != null && last.watchList().hasSameContent(read);
            Reading reading = new Reading(unchanged && last != null ? last.watchList() : read, System.nanoTime());
            newest = reading.watchList();
            publish(reading, unchanged, changesBefore);
            return reading;
        } finally {
            readLock.unlock();
        }
    }

    private synchronized long changeCount() {
        return changeCount;
    }

    /** Not if the catalog was changed during the reading: only the reader's own next statement may rely on that one. */
    private synchronized void publish(Reading reading, boolean unchanged, long changesBefore) {
        if (changeCount != changesBefore) {
            return;
        }
        if (!unchanged) {
            decisions.clear();
        }
        current = reading;
    }

    /** Reads for a session that sees changes of the catalog that others do not see yet. */
    WatchList readUnshared(CatalogQuery query) throws SQLException {
        List<String> searched = schemas;
        WatchList watchList =
                new WatchListReader(query, searched == null ? List.of() : searched, routines).read(configured);
        return watchList.withKeyTypes(KeyTypesReader.read(query, watchList.relations()));
    }

    /** The last shared reading, even if the catalog has changed since; empty before the first one. */
    WatchList newest() {
        return newest;
    }

    /** Where the configured tables with these names may be. */
    List<TableId> configuredAs(Set<String> names) {
        return names.stream()
                .filter(configuredNames::contains)
                .flatMap(name -> schemasOf(name).stream().map(schema -> new TableId(schema, name)))
                .toList();
    }

    Set<String> configuredNames() {
        return configuredNames;
    }

    /** Whether the configuration has a table with this name, in any schema. */
    boolean isConfigured(String table) {
        return configuredNames.contains(table);
    }

    /** The schemas in which a configured table with this name is searched; empty if none has this name. */
    Set<String> schemasOf(String table) {
        Set<String> found = new LinkedHashSet<>();
        List<String> searched = schemas;
        for (TableName name : configured) {
            String schema = name.schema();
            if (name.table().equals(table)) {
                found.addAll(schema != null ? List.of(schema) : searched == null ? List.of() : searched);
            }
        }
        return found;
    }

    /** The replicated tables of the last reading. */
    List<TableId> replicatedTables() {
        return newest.relations().stream()
                .flatMap(relation -> relation.captures().stream())
                .map(capture -> capture.table())
                .distinct()
                .toList();
    }

    @Nullable
    DecisionCache decisions(String role, List<String> path) {
        return decisions.get(new SnapshotKey(role, path));
    }

    /** Lets other sessions use the snapshot and its decisions, if it was made with the last reading. */
    void share(String role, List<String> path, DecisionCache made) {
        Reading last = current;
        if (last != null && last.watchList() == made.watchList()) {
            decisions.put(new SnapshotKey(role, path), made);
        }
    }
}
