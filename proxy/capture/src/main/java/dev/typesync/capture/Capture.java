package dev.typesync.capture;

import dev.typesync.capture.catalog.CatalogQuery;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.change.PreparedTransactions;
import dev.typesync.capture.change.TransactionChanges;
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
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Capture for one database with one configuration: what all its connections share. These are the parser, the planners,
 * the catalog, and the warnings that were logged. Thread-safe; it owns no connection and no thread.
 */
public final class Capture {
    private final SharedCatalog catalog;
    private final MarkWarnings warnings = new MarkWarnings();
    private final StatementParser parser;
    private final ChangeBus bus;
    private volatile @Nullable DecisionPlanner planner; // null: no statement has needed a decision yet
    private final MarkSql marks;
    private final Outbox outbox;
    private final @Nullable MemoryOutbox memory;
    private final PreparedTransactions prepared = new PreparedTransactions();
    private final Clock clock;

    /**
     * Capture of some tables.
     *
     * @param tables as in SQL, with a schema or resolved by search_path
     * @param outboxSchema unquoted name of the schema that holds the outbox
     */
    public Capture(Collection<String> tables, String outboxSchema, StatementParser parser, ChangeBus bus) {
        this(tables, outboxSchema, parser, bus, null);
    }

    /** Capture of some tables, into the database's outbox or into memory, with the system's clock. */
    public Capture(
            Collection<String> tables,
            String outboxSchema,
            StatementParser parser,
            ChangeBus bus,
            @Nullable MemoryOutbox memory) {
        this(tables, outboxSchema, parser, bus, memory, Clock.systemUTC());
    }

    /**
     * Capture of some tables, into the database's outbox or into memory.
     *
     * @param memory for {@code durability: memory}: nothing is written into the database; null: the outbox is there
     * @param clock tells when a question that failed is asked again
     */
    public Capture(
            Collection<String> tables,
            String outboxSchema,
            StatementParser parser,
            ChangeBus bus,
            @Nullable MemoryOutbox memory,
            Clock clock) {
        this.memory = memory;
        this.clock = clock;
        this.catalog = new SharedCatalog(tables);
        this.parser = parser;
        this.bus = bus;
        this.outbox = new Outbox(outboxSchema);
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
     * Begins to capture a session. The first session of all decides where unqualified table names of the configuration
     * are searched: it must have the search_path that its role, database and URL give it.
     *
     * @throws SQLException the driver's own: the connection is lost or closed, or the search_path cannot be read
     */
    public CaptureSession open(DatabaseSession databaseSession) throws SQLException {
        try {
            catalog.readSchemas(databaseSession);
        } catch (SessionEndedException e) {
            e.throwError(); // otherwise every use of the closed connection fails by itself
        }
        return new CaptureSession(this, databaseSession);
    }

    /** Made with the first statement, so that the first connection does not wait for its classes. It has no state. */
    DecisionPlanner planner() {
        DecisionPlanner made = planner;
        if (made == null) {
            made = memory == null ? new OutboxPlanner(outbox) : new MemoryPlanner();
            planner = made;
        }
        return made;
    }

    StatementParser parser() {
        return parser;
    }

    SharedCatalog catalog() {
        return catalog;
    }

    /** The questions of one kind, for one session. */
    Questions questions() {
        return new Questions(clock);
    }

    MarkWarnings warnings() {
        return warnings;
    }

    /** Null if the outbox is in the database. */
    @Nullable
    MemoryOutbox memory() {
        return memory;
    }

    PreparedTransactions prepared() {
        return prepared;
    }

    MemoryCapture memoryCapture(TransactionChanges changes) {
        return new MemoryCapture(catalog, prepared, bus, memory, changes);
    }

    RowOperationPlanner rowOperations(CatalogQuery query) {
        return new RowOperationPlanner(outbox, query);
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
}
