package dev.typesync.capture;

/** Looks for {@code set_config}, by which a text that only reads can change what names mean. */
final class SetConfig {
    private static final String NAME = "set_config";

    private SetConfig() {}

    /** Allocates nothing. */
    static boolean isMentioned(String sql) {
        for (int at = sql.indexOf('_'); at >= 0; at = sql.indexOf('_', at + 1)) {
            if (sql.regionMatches(true, at - 3, NAME, 0, NAME.length())) {
                return true;
            }
        }
        return false;
    }
}
