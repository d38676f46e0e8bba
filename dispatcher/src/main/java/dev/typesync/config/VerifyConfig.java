package dev.typesync.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The schedule for comparing documents with their rows.
 *
 * @param every null: no schedule
 * @param repair whether differences are repaired
 */
public record VerifyConfig(@Nullable Duration every, boolean repair) {

    public static VerifyConfig never() {
        return new VerifyConfig(null, false);
    }
}
