package dev.typesync.config;

import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * The schedule for building collections again.
 *
 * @param at time of day; null: no schedule
 */
public record ReindexConfig(@Nullable LocalTime at) {

    public static ReindexConfig never() {
        return new ReindexConfig(null);
    }
}
