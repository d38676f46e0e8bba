package dev.typesync.source;

import java.util.List;

/**
 * Rows that were read together. Immutable.
 *
 * @param rows in the order of their places
 * @param next the place where the next page begins; at the end of the table: where new rows come
 * @param end whether the end of the table is reached
 */
public record OutboxPage(List<OutboxRow> rows, long next, boolean end) {
    public OutboxPage {
        rows = List.copyOf(rows);
    }
}
