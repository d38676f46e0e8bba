package dev.typesync.replicator.simulation;

import dev.typesync.document.Document;
import dev.typesync.typesense.ImportOutcome;
import dev.typesync.typesense.LineResult;
import dev.typesync.typesense.RefusalKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A model of a Typesense server. The writes of a collection go through one queue. A write without an answer may be
 * applied never, now, in part, later, or when the next write of its collection arrives.
 */
final class Server {
    private static final Duration LONGEST_TRANSIT = World.SETTLE_TIME.minusMillis(1);

    private final World world;
    final Map<String, Stored> collections = new LinkedHashMap<>();
    final Map<String, String> aliases = new LinkedHashMap<>();
    private long downUntilNanos;
    private long refusesUntilNanos;
    private @Nullable RefusalKind refusal;

    Server(World world) {
        this.world = world;
    }

    /** A collection with its documents, and the writes that wait to be applied. */
    static final class Stored {
        final Map<String, String> documents = new TreeMap<>();
        final List<Pending> pending = new ArrayList<>();
    }

    /**
     * A write that is not applied yet.
     *
     * @param queued whether it is in the queue of the collection, so that it is applied before any later write
     */
    private record Pending(long dueNanos, boolean queued, Runnable write) {}

    boolean isDown() {
        return world.scheduler.now() < downUntilNanos;
    }

    void restart(Duration downtime) {
        world.scheduler.trace("Typesense restarts");
        downUntilNanos = world.scheduler.now() + downtime.toNanos();
    }

    void refuse(RefusalKind kind, Duration duration) {
        world.scheduler.trace("Typesense answers " + kind);
        refusal = kind;
        refusesUntilNanos = world.scheduler.now() + duration.toNanos();
    }

    /** Why a request is refused now; null if it is not. */
    @Nullable
    RefusalKind refusal() {
        if (isDown() || world.fault(world.plan.refused() / 2)) {
            return RefusalKind.UNREACHABLE;
        }
        if (world.hasFaults() && world.scheduler.now() < refusesUntilNanos) {
            return refusal;
        }
        return world.fault(world.plan.refused() / 2) ? RefusalKind.BUSY : null;
    }

    boolean hasPending() {
        collections.values().forEach(this::applyDue);
        return collections.values().stream().anyMatch(stored -> !stored.pending.isEmpty());
    }

    /** The documents that searches find through the alias; null if there is none. */
    @Nullable
    Map<String, String> found(String name) {
        Stored stored = collections.get(aliases.getOrDefault(name, ""));
        if (stored != null) {
            applyDue(stored);
        }
        return stored == null ? null : stored.documents;
    }

    private void applyDue(Stored stored) {
        apply(stored, pending -> pending.dueNanos <= world.scheduler.now());
    }

    private void apply(Stored stored, java.util.function.Predicate<Pending> condition) {
        for (Iterator<Pending> each = stored.pending.iterator(); each.hasNext(); ) {
            Pending pending = each.next();
            if (condition.test(pending)) {
                each.remove();
                pending.write.run();
            }
        }
    }

    ImportOutcome importDocuments(SimulatedProcess process, String collection, List<Document> documents) {
        List<Runnable> writes = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (Document document : documents) {
            String json = new String(document.json(), StandardCharsets.UTF_8);
            ids.add(document.id());
            writes.add(() -> put(collection, document.id(), json));
        }
        return write(process, collection, "import " + documents(documents), ids, writes, () -> lines(documents));
    }

    private static String documents(List<Document> documents) {
        return documents.stream()
                .map(document -> new String(document.json(), StandardCharsets.UTF_8))
                .toList()
                .toString();
    }

    private List<LineResult> lines(List<Document> documents) {
        boolean trouble = world.fault(world.plan.refused() / 4);
        List<LineResult> lines = new ArrayList<>();
        for (Document document : documents) {
            boolean rejected = World.isRejected(Audit.version(document));
            lines.add(
                    rejected
                            ? new LineResult(false, 400, "simulated")
                            : trouble && world.scheduler.chance(0.5)
                                    ? new LineResult(false, world.scheduler.chance(0.5) ? 500 : 503, "simulated")
                                    : new LineResult(true, 200, null));
        }
        return lines;
    }

    private void put(String collection, String id, String json) {
        Stored stored = collections.get(collection);
        if (stored != null && !World.isRejected(Audit.version(json))) {
            stored.documents.put(id, json);
            world.audit.applied(collection, id, Audit.version(json));
        }
    }

    ImportOutcome delete(SimulatedProcess process, String collection, List<String> ids) {
        List<Runnable> writes = new ArrayList<>();
        for (String id : ids) {
            writes.add(() -> {
                Stored stored = collections.get(collection);
                if (stored != null) {
                    stored.documents.remove(id);
                    world.audit.deleted(collection, id);
                }
            });
        }
        Supplier<List<LineResult>> lines =
                () -> ids.stream().map(id -> new LineResult(true, 200, null)).toList();
        return write(process, collection, "delete " + ids, ids, writes, lines);
    }

    ImportOutcome fence(SimulatedProcess process, String collection) {
        ImportOutcome outcome = write(
                process, collection, "fence", List.of(), List.of(), () -> List.of(new LineResult(true, 200, null)));
        if (outcome instanceof ImportOutcome.Answered) {
            world.audit.fenced(process, collection);
        }
        return outcome;
    }

    private ImportOutcome write(
            SimulatedProcess process,
            String collection,
            String request,
            List<String> ids,
            List<Runnable> writes,
            Supplier<List<LineResult>> lines) {
        world.audit.sending(process, collection, ids);
        try {
            world.passAfterPermit(request + " to " + collection);
        } catch (Scheduler.Killed killed) {
            leaveInTransit(collection, writes);
            throw killed;
        }
        RefusalKind refused = refusal();
        Stored stored = collections.get(collection);
        if (refused != null || stored == null) {
            world.scheduler.trace("refused");
            return new ImportOutcome.Refused(refused == null ? RefusalKind.NOT_FOUND : refused, 0, "simulated");
        }
        applyDue(stored);
        if (world.fault(world.plan.unknown())) {
            return unknown(process, collection, stored, ids, writes);
        }
        apply(stored, Pending::queued);
        List<LineResult> answer = lines.get();
        applyAccepted(writes, answer);
        long before = downUntilNanos;
        world.pass("answer");
        if (before != downUntilNanos) {
            world.audit.unknown(process, collection, ids);
            return new ImportOutcome.Unknown("simulated restart", null);
        }
        return new ImportOutcome.Answered(answer);
    }

    private static void applyAccepted(List<Runnable> writes, List<LineResult> answer) {
        for (int i = 0; i < writes.size(); i++) {
            if (answer.get(i).success()) {
                writes.get(i).run();
            }
        }
    }

    private ImportOutcome unknown(
            SimulatedProcess process, String collection, Stored stored, List<String> ids, List<Runnable> writes) {
        Scheduler scheduler = world.scheduler;
        int now = scheduler.random.nextInt(writes.size() + 1);
        boolean applied = scheduler.chance(0.5);
        if (applied) {
            apply(stored, Pending::queued);
            writes.subList(0, now).forEach(Runnable::run);
        }
        if (scheduler.chance(0.5)) {
            scheduler.sleep(scheduler.between(Duration.ZERO, Duration.ofSeconds(3)));
        }
        if (scheduler.chance(0.6)) {
            writes.subList(applied ? now : 0, writes.size()).forEach(write -> leave(stored, write));
        }
        scheduler.trace("no answer");
        world.audit.unknown(process, collection, ids);
        return new ImportOutcome.Unknown("simulated", null);
    }

    private void leaveInTransit(String collection, List<Runnable> writes) {
        Stored stored = collections.get(collection);
        if (stored != null && world.scheduler.chance(0.5)) {
            writes.forEach(write -> leave(stored, write));
        }
    }

    private void leave(Stored stored, Runnable write) {
        long due = world.scheduler.now()
                + world.scheduler.between(Duration.ZERO, LONGEST_TRANSIT).toNanos();
        stored.pending.add(new Pending(due, world.scheduler.chance(0.5), write));
    }
}
