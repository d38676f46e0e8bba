package dev.typesync.capture.decision;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What has to run in front of a rewritten text, in the same transaction, for it to give keys where it would else give
 * marks. Without it, or where it finds too much, the text is right as well.
 *
 * @param text several statements with the parameters of the application's, whose last result is a number or a count
 * @param repeated to be executed, without parameters, as long as it and {@code text} give 1; null if there is no such need
 * @param last to be executed, without parameters, after that; null likewise
 * @param givingUp to be executed in its place if there is no end of it; null likewise
 */
public record LockScript(
        String text,
        @Nullable String repeated,
        @Nullable String last,
        @Nullable String givingUp) {
    public LockScript {
        requireNonNull(text, "text");
    }
}
