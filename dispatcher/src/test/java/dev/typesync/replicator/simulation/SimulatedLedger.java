package dev.typesync.replicator.simulation;

import dev.typesync.outbox.TableId;
import dev.typesync.replicator.ledger.CollectionRecords;
import dev.typesync.replicator.ledger.DeadLetterStore;
import dev.typesync.replicator.ledger.Ledger;
import dev.typesync.source.Ownership;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records, dead letters and marks in the modelled database. Dead letters have no effect on delivery. */
record SimulatedLedger(World world, Backend backend, Ownership ownership) implements Ledger {
    @Override
    public CollectionRecords records() {
        return new SimulatedRecords(world, backend, ownership);
    }

    @Override
    public DeadLetterStore rejected(String collection) {
        return new DeadLetterStore() {
            @Override
            public void record(Map<String, String> errors, int attempts) throws SQLException {
                if (!errors.isEmpty()) {
                    backend.call("dead letters " + errors.keySet(), () -> true);
                }
            }

            @Override
            public void clear(Collection<String> ids) {
                // the real one asks the database only if there are dead letters
            }

            @Override
            public void clearAll() throws SQLException {
                backend.call("no dead letters", () -> true);
            }
        };
    }

    @Override
    public void mark(TableId table, String cause, @Nullable String collection) throws SQLException {
        new SimulatedOutbox(world, backend).writeMark(table, cause, collection);
    }
}
