package dev.typesync.replicator.status;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A rejected document. It waits for a change of its row, or for a retry. Immutable.
 *
 * @param collection the name of its collection in the configuration
 * @param id of the document
 * @param error why Typesense or typesync rejected it
 * @param attempts the number of attempts
 * @param at the time of the last rejection
 */
public record DeadLetter(String collection, String id, String error, int attempts, Instant at) {
    public DeadLetter {
        requireNonNull(collection, "collection");
        requireNonNull(id, "id");
        requireNonNull(error, "error");
        requireNonNull(at, "at");
    }
}
