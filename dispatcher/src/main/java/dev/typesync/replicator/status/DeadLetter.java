package dev.typesync.replicator.status;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A document that was rejected, and waits for a change of its row or a retry. Immutable.
 *
 * @param collection its name in the configuration
 * @param id the document's
 * @param error what Typesense or typesync said of it
 * @param attempts how often it was tried
 * @param at when it was rejected last
 */
public record DeadLetter(String collection, String id, String error, int attempts, Instant at) {
    public DeadLetter {
        requireNonNull(collection, "collection");
        requireNonNull(id, "id");
        requireNonNull(error, "error");
        requireNonNull(at, "at");
    }
}
