package dev.typesync.replicator.ledger;

import dev.typesync.outbox.TableId;
import java.sql.SQLException;
import java.util.List;

/** Puts keys into the outbox that this process delivered without knowing the result. Thread-safe; blocks. */
@FunctionalInterface
public interface ReturnedKeys {
    /** Writes the keys as changes of the table; the owner delivers them again. */
    void putBack(TableId table, List<String> keys) throws SQLException;
}
