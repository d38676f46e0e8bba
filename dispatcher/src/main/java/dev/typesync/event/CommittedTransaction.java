package dev.typesync.event;

import java.util.List;

/** The changes of one transaction that the database has committed, in the order of its statements. */
public record CommittedTransaction(List<TableChange> changes) {
    public CommittedTransaction {
        changes = List.copyOf(changes);
    }
}
