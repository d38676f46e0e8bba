package dev.typesync.capture;

import dev.typesync.outbox.TableId;
import java.util.List;
import java.util.Map;

/**
 * Keys that are among the columns which the application gets back: where they are in the rows. A column is the key's if
 * the server says that it comes from that column of the table.
 *
 * @param oid of the relation that the statement names
 * @param tables the numbers of the key columns, in the key's order, by replicated table
 */
public record GivenKeys(long oid, Map<TableId, List<Integer>> tables) {
    public GivenKeys {
        tables = Map.copyOf(tables);
    }
}
