package dev.typesync.capture.decision;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Statements that run before a rewritten DELETE, in the same transaction: they lock the rows that its foreign keys
 * reach, so that the text can write keys instead of marks. Without them, or where they reach too many rows, the text is
 * still correct: it writes marks.
 *
 * @param first several statements with the parameters of the application's text; the result of the last one is a number
 *     or a count
 * @param perLevel runs without parameters as long as {@code first} and it give 1, once for each level of foreign keys;
 *     null if {@code first} locks all levels
 * @param writeKeys runs after the last level, without parameters; null if {@code first} writes the keys
 * @param giveUp runs instead of {@code writeKeys} if the levels do not end, without parameters; null as above
 */
public record LockScript(
        String first,
        @Nullable String perLevel,
        @Nullable String writeKeys,
        @Nullable String giveUp) {
    public LockScript {
        requireNonNull(first, "first");
    }

    /** A script of one message. */
    public static LockScript of(String text) {
        return new LockScript(text, null, null, null);
    }
}
