package dev.typesync.source;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of the outbox as it was read. */
record OutboxRow(
        Id id,
        String table,
        char kind,
        List<String> keys,
        @Nullable String tag) {
    /**
     * What tells a row from every other one, also from a later one in the same place of the heap.
     *
     * @param atMicros microseconds since 1970, UTC
     */
    record Id(String ctid, long xid, long atMicros) {
        Instant at() {
            return Instant.EPOCH.plus(atMicros, ChronoUnit.MICROS);
        }
    }
}
