package dev.typesync.source;

import dev.typesync.outbox.TableId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows that were taken from the outbox and are not deleted yet. Their number is limited, because each needs memory.
 * Used by one thread.
 *
 * <p>A table may have as many rows in flight as the limit leaves free for all others. So one busy table gets half of
 * the limit, two get a third each, and a table that was quiet always gets a share.
 */
final class RowsInFlight {
    private final int limit;
    private final Map<OutboxRow.Id, OfTable> rows = new HashMap<>();
    private final Map<TableId, OfTable> tables = new HashMap<>();

    RowsInFlight(int limit) {
        this.limit = limit;
    }

    /** The rows of one table. All of them share its name, which each row would hold otherwise. */
    private static final class OfTable {
        final TableId table;
        int count;

        OfTable(TableId table) {
            this.table = table;
        }
    }

    /** Whether the table may have that many more rows in flight. */
    boolean hasRoom(TableId table, int more) {
        OfTable present = tables.get(table);
        return (present == null ? 0 : present.count) + more <= limit - rows.size();
    }

    boolean contains(OutboxRow.Id row) {
        return rows.containsKey(row);
    }

    void add(OutboxRow.Id row, TableId table) {
        OfTable ofTable = tables.computeIfAbsent(table, OfTable::new);
        ofTable.count++;
        rows.put(row, ofTable);
    }

    /** The rows of some tables. */
    Set<OutboxRow.Id> of(Set<TableId> some) {
        Set<OutboxRow.Id> found = new HashSet<>();
        rows.forEach((row, ofTable) -> {
            if (some.contains(ofTable.table)) {
                found.add(row);
            }
        });
        return found;
    }

    /** Removes a row and returns its table; null if it is not in flight, because it was acknowledged twice. */
    @Nullable
    TableId remove(OutboxRow.Id row) {
        OfTable ofTable = rows.remove(row);
        if (ofTable == null) {
            return null;
        }
        ofTable.count--;
        if (ofTable.count == 0) {
            tables.remove(ofTable.table);
        }
        return ofTable.table;
    }
}
