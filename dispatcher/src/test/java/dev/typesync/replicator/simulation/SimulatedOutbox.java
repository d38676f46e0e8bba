package dev.typesync.replicator.simulation;

import dev.typesync.outbox.TableId;
import dev.typesync.source.Change;
import dev.typesync.source.OutboxPage;
import dev.typesync.source.OutboxRow;
import dev.typesync.source.OutboxTable;
import dev.typesync.source.Ownership;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The outbox of the modelled database. */
record SimulatedOutbox(World world, Backend backend) implements OutboxTable {
    private static final int ROWS_OF_A_PAGE = 4;

    @Override
    public OutboxPage read(long from, Selection selection) throws SQLException {
        return backend.call("read outbox from " + from, () -> page(from, selection));
    }

    private OutboxPage page(long from, Selection selection) {
        List<OutboxRow> rows = new ArrayList<>();
        for (Database.Committed committed :
                world.database.now().outbox().tailMap(from).values()) {
            if (isSelected(committed.row(), selection)) {
                if (rows.size() == ROWS_OF_A_PAGE) {
                    return new OutboxPage(rows, rows.get(rows.size() - 1).id().place() + 1, false);
                }
                rows.add(committed.row());
            }
        }
        return new OutboxPage(rows, Long.MAX_VALUE >> 1, true);
    }

    private static boolean isSelected(OutboxRow row, Selection selection) {
        boolean named = row.content() instanceof OutboxRow.Parsed readable
                && selection.tables().contains(readable.change().table());
        return named != selection.others();
    }

    @Override
    public boolean delete(Ownership ownership, List<OutboxRow.Id> rows) throws SQLException {
        return backend.call("delete " + rows.size() + " outbox rows", () -> {
            if (SimulatedLease.held(world, ownership) == null) {
                return false;
            }
            rows.forEach(this::deleteIfPresent);
            return true;
        });
    }

    private void deleteIfPresent(OutboxRow.Id id) {
        Database.State before = world.database.now();
        Database.Committed committed = before.outbox().get(id.place());
        if (committed == null || !committed.row().id().equals(id)) {
            return;
        }
        world.audit.deleting(before, committed);
        Database.State after = before.with(outbox -> {
            outbox.remove(id.place());
            return outbox;
        });
        world.database.commit(after, false); // as the real one, which does not wait for the disk
        world.database.recordDead(id.place());
    }

    void writeKeys(TableId table, List<String> keys) throws SQLException {
        backend.call("put back " + keys, () -> insert(new Change.Keys(table, keys, at())));
    }

    void writeMark(TableId table, String cause, @Nullable String collection) throws SQLException {
        backend.call("mark " + cause, () -> insert(new Change.Mark(table, at(), cause, collection)));
    }

    private boolean insert(Change change) {
        long place = world.database.reservePlace();
        OutboxRow row = row(world, place, world.database.nextTransaction(), change);
        world.database.commit(with(world.database.now(), row), !world.plan.asynchronousCommits());
        world.database.endReservation(place, true);
        return true;
    }

    static OutboxRow row(World world, long place, long transaction, Change change) {
        return new OutboxRow(new OutboxRow.Id(place, transaction, world.scheduler.now()), new OutboxRow.Parsed(change));
    }

    static Database.State with(Database.State state, OutboxRow row) {
        return state.with(outbox -> with(outbox, row, state.number() + 1));
    }

    static TreeMap<Long, Database.Committed> with(
            TreeMap<Long, Database.Committed> outbox, OutboxRow row, long commit) {
        outbox.put(row.id().place(), new Database.Committed(row, commit));
        return outbox;
    }

    private Instant at() {
        return Instant.EPOCH.plusNanos(world.scheduler.now());
    }
}
