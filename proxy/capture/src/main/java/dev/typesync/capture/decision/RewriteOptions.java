package dev.typesync.capture.decision;

import org.jspecify.annotations.Nullable;

/**
 * What a rewritten text can do in addition to being sent once.
 *
 * @param keys the keys that come back with its result; null if none come back, or not those of all that changes
 * @param rows the same text for several rows; null if it is not a plain INSERT of one row
 * @param locks what runs before the text; null: nothing
 */
public record RewriteOptions(
        @Nullable KeySource keys,
        @Nullable MultiRowText rows,
        @Nullable LockScript locks) {
    public static final RewriteOptions NONE = new RewriteOptions(null, null, null);

    public static RewriteOptions locks(LockScript locks) {
        return new RewriteOptions(null, null, locks);
    }

    public static RewriteOptions rows(@Nullable MultiRowText rows) {
        return rows == null ? NONE : new RewriteOptions(null, rows, null);
    }

    public static RewriteOptions keys(@Nullable KeySource keys) {
        return keys == null ? NONE : new RewriteOptions(keys, null, null);
    }
}
