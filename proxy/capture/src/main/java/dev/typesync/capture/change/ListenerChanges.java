package dev.typesync.capture.change;

import dev.typesync.event.Operation;
import dev.typesync.event.TableChange;
import dev.typesync.outbox.TableId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Changes as listeners are told of them, with the keys that were learnt. */
public final class ListenerChanges {
    private ListenerChanges() {}

    /**
     * A change of a table is left out where it is known that no row was changed; a table that only a mark names, because
     * a foreign key or a trigger reaches it, has changed in an unknown way.
     */
    public static List<TableChange> changes(List<TableChange> changes, List<CapturedChange> learnt) {
        List<TableChange> told = new ArrayList<>();
        for (TableChange change : changes) {
            TableId table = new TableId(change.schema(), change.table());
            List<String> keys = new ArrayList<>();
            boolean known = true;
            for (CapturedChange each : learnt) {
                if (each.table().equals(table) && each instanceof CapturedChange.Keys some) {
                    keys.addAll(some.keys());
                } else {
                    known &= !each.table().equals(table);
                }
            }
            if (!known || !keys.isEmpty()) {
                told.add(new TableChange(
                        change.schema(),
                        change.table(),
                        change.operation(),
                        change.columns(),
                        known ? keys : List.of()));
            }
        }
        Set<TableId> named = new HashSet<>();
        changes.forEach(change -> named.add(new TableId(change.schema(), change.table())));
        for (CapturedChange each : learnt) {
            if (each instanceof CapturedChange.Marked marked && named.add(marked.table())) {
                TableId table = marked.table();
                told.add(new TableChange(table.schema(), table.name(), Operation.UNKNOWN, Set.of(), List.of()));
            }
        }
        return told;
    }
}
