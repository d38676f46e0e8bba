package dev.typesync.capture;

import dev.typesync.capture.catalog.CatalogQuery;
import dev.typesync.capture.catalog.CatalogSnapshot;
import dev.typesync.capture.catalog.CatalogSql;
import dev.typesync.capture.catalog.ConfiguredTable;
import dev.typesync.capture.catalog.KeyTypesReader;
import dev.typesync.capture.catalog.RoutineCache;
import dev.typesync.capture.catalog.WatchList;
import dev.typesync.capture.catalog.WatchListReader;
import dev.typesync.capture.change.CapturedChange;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.change.PreparedTransactions;
import dev.typesync.capture.decision.ColumnLabels;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.StatementRequest;
import dev.typesync.capture.rewrite.DecisionPlanner;
import dev.typesync.capture.rewrite.MarkSql;
import dev.typesync.capture.rewrite.MemoryPlanner;
import dev.typesync.capture.rewrite.OutboxPlanner;
import dev.typesync.capture.rewrite.RowOperationPlanner;
import dev.typesync.config.CollectionConfig;
import dev.typesync.config.TypesyncConfig;
import dev.typesync.event.ChangeBus;
import dev.typesync.outbox.MemoryOutbox;
import dev.typesync.outbox.Outbox;
import dev.typesync.parser.StatementParser;
import dev.typesync.parser.plan.ParsedSql;
import dev.typesync.parser.plan.TableName;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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
 * Capture for one database with one configuration: what all its connections share, that is the plans, the watched
 * relations, and the views of them by role and search_path. Thread-safe; it owns no connection and no thread.
 */
public final class Capture {
    private static final Logger LOG = System.getLogger("dev.typesync.capture");

    /** Tables, partitions or triggers that others make are known after this time at the latest. */
    private static final Duration RENEWAL = Duration.ofMinutes(1);

    /** Causes that can be removed, or that no statement of the application names. */
    private static final Set<String> WORTH_A_WARNING =
            Set.of("foreign key", "trigger", "rule", "updatable result set", "not rewritten", "key changed");

    private final List<TableName> configured;
    private final Set<String> configuredNames; // asked for each statement that writes, so without search or allocation
    private final StatementParser parser;
    private final ChangeBus bus;
    private final DecisionPlanner planner;
    private final MarkSql marks;
    private final Outbox outbox;
    private final @Nullable MemoryOutbox memory;
    private final PreparedTransactions prepared = new PreparedTransactions();

    private final ReentrantLock reading = new ReentrantLock();
    private final RoutineCache routines = new RoutineCache();
    private final Map<ViewKey, DecisionCache> views = new ConcurrentHashMap<>();
    private final Set<Mark> announced = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Reading current;
    private long changes; // of the catalog, so far; guarded by this
    private volatile @Nullable List<String> schemas;

    private record ViewKey(String role, List<String> path) {}

    /** A watch list, and when it was read. The object stands for its age: a new one makes views of the old one void. */
    record Reading(WatchList watch, long at) {}

    /**
     * Capture of some tables.
     *
     * @param tables as in SQL, with a schema or resolved by search_path
     * @param outboxSchema unquoted name of the schema that holds the outbox
     */
    public Capture(Collection<String> tables, String outboxSchema, StatementParser parser, ChangeBus bus) {
        this(tables, outboxSchema, parser, bus, null);
    }

    /**
     * Capture of some tables, into the database's outbox or into memory.
     *
     * @param memory for {@code durability: memory}: nothing is written into the database; null: the outbox is there
     */
    public Capture(
            Collection<String> tables,
            String outboxSchema,
            StatementParser parser,
            ChangeBus bus,
            @Nullable MemoryOutbox memory) {
        this.memory = memory;
        this.configured = tables.stream().map(ConfiguredTable::parse).distinct().toList();
        this.configuredNames = configured.stream().map(TableName::table).collect(Collectors.toUnmodifiableSet());
        this.parser = parser;
        this.bus = bus;
        this.outbox = new Outbox(outboxSchema);
        this.planner = memory == null ? new OutboxPlanner(outbox) : new MemoryPlanner();
        this.marks = new MarkSql(outbox);
    }

    /**
     * Capture of the tables of all collections.
     *
     * @param memory for {@code durability: memory}; null: the outbox is in the database
     */
    public static Capture of(
            TypesyncConfig config, StatementParser parser, ChangeBus bus, @Nullable MemoryOutbox memory) {
        List<String> tables = config.collections().values().stream()
                .map(CollectionConfig::table)
                .toList();
        return new Capture(tables, config.database().schema(), parser, bus, memory);
    }

    /**
     * Begins to capture a session. The first one of all decides where unqualified table names of the configuration are
     * looked for: it must have the search_path that its role, database and URL give it.
     */
    public CaptureSession open(DatabaseSession databaseSession) throws SQLException {
        if (schemas == null) {
            schemas = databaseSession.query(CatalogSql.schemas()).stream()
                    .map(row -> row.text(0))
                    .toList();
        }
        return new CaptureSession(this, databaseSession);
    }

    StatementParser parser() {
        return parser;
    }

    Decision plan(
            String sql,
            ParsedSql parsed,
            StatementRequest request,
            CatalogSnapshot view,
            ColumnLabels labels,
            CatalogQuery catalogQuery)
            throws SQLException {
        return planner.plan(sql, parsed, request, view, labels, catalogQuery);
    }

    /** Null where the outbox is in the database. */
    @Nullable
    MemoryOutbox memory() {
        return memory;
    }

    PreparedTransactions prepared() {
        return prepared;
    }

    RowOperationPlanner rowWrites(DatabaseSession databaseSession) {
        return new RowOperationPlanner(outbox, databaseSession);
    }

    ChangeBus bus() {
        return bus;
    }

    String markStatement(List<Mark> marksToWrite) {
        return marks.insert(marksToWrite);
    }

    String keyStatement() {
        return outbox.insertKeys();
    }

    /** Marks for every replicated table that is known. */
    List<CapturedChange> everything() {
        Reading known = current;
        return known == null
                ? List.of()
                : known.watch().relations().stream()
                        .flatMap(relation -> relation.captures().stream())
                        .<CapturedChange>map(
                                capture -> new CapturedChange.Marked(capture.table(), "prepared transaction"))
                        .distinct()
                        .toList();
    }

    /** What is known; null before the first reading and after a change of the catalog. */
    @Nullable
    Reading known() {
        return current;
    }

    /** The catalog has changed: everything is to be read again. */
    synchronized void forget() {
        changes++;
        current = null;
        views.clear();
    }

    static boolean isOld(Reading reading) {
        return System.nanoTime() - reading.at() > RENEWAL.toNanos();
    }

    /** @param databaseSession outside a transaction, where nothing is older than what is committed */
    Reading read(DatabaseSession databaseSession) throws SQLException {
        reading.lock();
        try {
            Reading known = current;
            if (known != null && !isOld(known)) {
                return known; // another thread has read it meanwhile
            }
            long seen = changes();
            WatchList watchList = readUnshared(databaseSession);
            boolean same = known != null && known.watch().saysTheSameAs(watchList);
            Reading renewed = new Reading(same && known != null ? known.watch() : watchList, System.nanoTime());
            publish(renewed, same, seen);
            return renewed;
        } finally {
            reading.unlock();
        }
    }

    private synchronized long changes() {
        return changes;
    }

    /** Not where the catalog was changed while it was read: only the reader's own next statement may rely on that. */
    private synchronized void publish(Reading renewed, boolean same, long seen) {
        if (changes != seen) {
            return;
        }
        if (!same) {
            views.clear();
        }
        current = renewed;
    }

    /** Whether the configuration gives a table this name, in whatever schema. */
    boolean configures(String table) {
        return configuredNames.contains(table);
    }

    /** Where a table that the configuration gives this name is looked for; empty if it gives it to none. */
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

    /** For a session that sees changes of the catalog that others do not see yet. */
    WatchList readUnshared(DatabaseSession databaseSession) throws SQLException {
        List<String> searched = schemas;
        WatchList watchList = new WatchListReader(databaseSession, searched == null ? List.of() : searched, routines)
                .read(configured);
        return watchList.with(KeyTypesReader.read(databaseSession, watchList.relations()));
    }

    @Nullable
    DecisionCache view(String role, List<String> path) {
        return views.get(new ViewKey(role, path));
    }

    void share(String role, List<String> path, DecisionCache view) {
        Reading known = current;
        if (known != null && known.watch() == view.watch()) {
            views.put(new ViewKey(role, path), view);
        }
    }

    void announce(List<Mark> written) {
        for (Mark mark : written) {
            if (WORTH_A_WARNING.contains(mark.cause()) && announced.add(mark)) {
                LOG.log(
                        Level.WARNING,
                        "{0} is changed in a way whose rows cannot be told ({1}): it is reconciled as a whole after"
                                + " such statements, at most every delivery.reconcileInterval; typesync doctor names"
                                + " what causes it",
                        mark.table().quoted(),
                        mark.cause());
            }
        }
    }
}
