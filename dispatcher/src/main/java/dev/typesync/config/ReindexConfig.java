package dev.typesync.config;

import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * When collections are built anew by themselves.
 *
 * @param at time of day; null: never by itself
 */
public record ReindexConfig(@Nullable LocalTime at) {

    public static ReindexConfig never() {
        return new ReindexConfig(null);
    }
}
