package dev.typesync.capture.decision;

import org.jspecify.annotations.Nullable;

/**
 * What a rewritten text can do in addition to being sent once.
 *
 * @param keys the keys that come back with its result; null if none come back, or not those of all that changes
 * @param rows the same text for several rows; null if it is not a plain INSERT of one row
 * @param locks what runs before the text; null: nothing
 * @param combined the driver can make one statement of a batch of the application's text, but not of this one
 */
public record RewriteOptions(
        @Nullable KeySource keys,
        @Nullable MultiRowText rows,
        @Nullable LockScript locks,
        boolean combined) {
    public static final RewriteOptions NONE = new RewriteOptions(null, null, null, false);

    public static final RewriteOptions COMBINED = new RewriteOptions(null, null, null, true);

    public static RewriteOptions locks(LockScript locks) {
        return new RewriteOptions(null, null, locks, false);
    }

    public static RewriteOptions rows(@Nullable MultiRowText rows) {
        return rows == null ? NONE : new RewriteOptions(null, rows, null, false);
    }

    public static RewriteOptions keys(@Nullable KeySource keys) {
        return keys == null ? NONE : new RewriteOptions(keys, null, null, false);
    }
}
