package dev.typesync.replicator.simulation;

import dev.typesync.config.TypesyncConfig;
import dev.typesync.document.CollectionMapping;
import dev.typesync.outbox.KeyColumn;
import dev.typesync.outbox.TableId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What all parts of one simulation share. */
final class World {
    static final Duration LEASE = Duration.ofSeconds(3);
    static final Duration SETTLE_TIME = Duration.ofSeconds(5);

    final Scheduler scheduler;
    final Plan plan;
    final @Nullable Rule broken;
    final Database database;
    final Server server;
    final Audit audit;
    final Map<String, CollectionMapping> mappings = new LinkedHashMap<>();
    final TypesyncConfig config;
    final List<SimulatedProcess> processes = new ArrayList<>();
    final Map<String, Long> heartbeats = new LinkedHashMap<>();
    private final Map<TableId, Long> lockedUntilNanos = new HashMap<>();

    World(Scheduler scheduler, Plan plan, @Nullable Rule broken) {
        this.scheduler = scheduler;
        this.plan = plan;
        this.broken = broken;
        for (int i = 0; i < plan.collections(); i++) {
            String name = "c" + (i + 1);
            mappings.put(name, mapping(name, plan.sharedTable() ? "c1" : name));
        }
        this.config = Configurations.of(mappings.keySet(), broken == Rule.SETTLE ? Duration.ZERO : SETTLE_TIME);
        this.database = new Database(
                scheduler,
                mappings.values().stream().map(CollectionMapping::table).toList());
        this.audit = new Audit(this);
        this.server = new Server(this);
    }

    private static CollectionMapping mapping(String name, String table) {
        return new CollectionMapping(
                name,
                new TableId("public", table),
                List.of(new KeyColumn("id", "text", 1)),
                List.of(),
                List.of(),
                null,
                Map.of(),
                List.of(),
                List.of());
    }

    boolean isLocked(TableId table) {
        return scheduler.now() < lockedUntilNanos.getOrDefault(table, 0L);
    }

    void lock(TableId table, Duration duration) {
        scheduler.trace(table + " is locked");
        lockedUntilNanos.put(table, scheduler.now() + duration.toNanos());
    }

    boolean hasFaults() {
        return scheduler.now() < plan.faults().toNanos();
    }

    /** Whether a fault of this probability happens now. */
    boolean fault(double probability) {
        return hasFaults() && scheduler.chance(probability);
    }

    /** A point at which others may run, and at which the present call may take some time. */
    void pass(String call) {
        if (scheduler.isTracing()) {
            scheduler.trace(call);
        }
        scheduler.checkAlive();
        if (scheduler.chance(0.1)) {
            scheduler.sleep(scheduler.chance(0.5) ? Duration.ZERO : scheduler.between(Duration.ZERO, SHORT));
        } else if (fault(plan.hang())) {
            scheduler.sleep(scheduler.between(SHORT, LEASE.multipliedBy(2)));
        }
        if (fault(plan.thrown())) {
            throwSomething();
        }
    }

    private static final Duration SHORT = Duration.ofMillis(30);

    /** A process, or one of its threads, may stop here for longer than its lease. */
    void passAfterPermit(String call) {
        if (plan.pauses() && fault(broken == Rule.CONFESS ? 0.1 : 0.03)) {
            scheduler.trace("stops");
            scheduler.sleep(scheduler.between(LEASE, LEASE.multipliedBy(6)));
        }
        pass(call);
    }

    private void throwSomething() {
        switch (scheduler.random.nextInt(4)) {
            case 0 -> throw new OutOfMemoryError("simulated");
            case 1 -> throw new IllegalStateException("simulated");
            case 2 -> throw new StackOverflowError("simulated");
            default -> throw new AssertionError("simulated");
        }
    }

    static String document(String key, long version) {
        return "{\"id\":\"" + key + "\",\"v\":" + version + "}";
    }

    /** No document can be made of a row of this version. */
    static boolean isImpossible(long version) {
        return version % 23 == 22;
    }

    /** Typesense rejects a document of this version. */
    static boolean isRejected(long version) {
        return version % 23 == 21;
    }
}
