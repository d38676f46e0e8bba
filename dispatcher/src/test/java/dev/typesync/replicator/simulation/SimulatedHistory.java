package dev.typesync.replicator.simulation;

import dev.typesync.document.CollectionMapping;
import dev.typesync.source.Change;
import dev.typesync.source.OutboxRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What one process knows of the history of the database. It marks every collection if that is another one. */
final class SimulatedHistory {
    private final World world;
    private boolean known;

    SimulatedHistory(World world) {
        this.world = world;
    }

    /** The check of a new connection. Before the first {@link #compare} it does nothing. */
    void checkAgain() {
        if (known) {
            compare();
        }
    }

    boolean compare() {
        known = true;
        Database database = world.database;
        Database.State before = database.now();
        String identity = database.identity();
        if (identity.equals(before.history())) {
            return false;
        }
        boolean marks = before.history() != null;
        Database.State after = before.withHistory(identity);
        after = marks ? after.withoutHandOver() : after;
        List<Long> places = new ArrayList<>();
        for (CollectionMapping mapping : world.mappings.values()) {
            if (marks && before.records().containsKey(mapping.name())) {
                long place = database.reservePlace();
                places.add(place);
                after = SimulatedOutbox.with(after, mark(mapping, place));
            }
        }
        database.commit(after, true);
        places.forEach(place -> database.endReservation(place, true));
        return marks;
    }

    private OutboxRow mark(CollectionMapping mapping, long place) {
        Instant at = Instant.EPOCH.plusNanos(world.scheduler.now());
        Change mark = new Change.Mark(mapping.table(), at, "database restored", mapping.name());
        return SimulatedOutbox.row(world, place, world.database.nextTransaction(), mark);
    }
}
