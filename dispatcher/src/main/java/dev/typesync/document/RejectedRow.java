package dev.typesync.document;

import static java.util.Objects.requireNonNull;

/**
 * A row that no document can be made of. Its last accepted document stays, the row becomes a dead letter.
 *
 * @param id the id its document would have; may be empty where the key is
 * @param reason names column and limit, never the value
 */
public record RejectedRow(String id, String reason) {
    public RejectedRow {
        requireNonNull(id, "id");
        requireNonNull(reason, "reason");
    }
}
