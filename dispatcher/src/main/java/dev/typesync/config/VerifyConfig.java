package dev.typesync.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When documents are compared with their rows by themselves.
 *
 * @param every null: never by itself
 * @param repair whether what differs is mended
 */
public record VerifyConfig(@Nullable Duration every, boolean repair) {

    public static VerifyConfig never() {
        return new VerifyConfig(null, false);
    }
}
