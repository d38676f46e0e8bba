package dev.typesync.document;

import static java.util.Objects.requireNonNull;

/**
 * A row that cannot become a document. Its last accepted document stays, and the row becomes a dead letter.
 *
 * @param id the id of its document; empty if the key is empty
 * @param reason names column and limit, never the value
 */
public record RejectedRow(String id, String reason) {
    public RejectedRow {
        requireNonNull(id, "id");
        requireNonNull(reason, "reason");
    }
}
