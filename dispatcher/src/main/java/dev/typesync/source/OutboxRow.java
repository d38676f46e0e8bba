package dev.typesync.source;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row that was read from the outbox. */
record OutboxRow(
        Id id,
        String table,
        char kind,
        List<String> keys,
        @Nullable String tag) {
    /**
     * Identifies a row uniquely, even if a later row uses the same place in the heap.
     *
     * @param atMicros microseconds since 1970, UTC
     */
    record Id(String ctid, long xid, long atMicros) {
        Instant at() {
            return Instant.EPOCH.plus(atMicros, ChronoUnit.MICROS);
        }
    }
}
