package dev.typesync.parser;

/** Finds texts that may change what unqualified names mean. */
final class SearchPath {
    private SearchPath() {}

    /** Whether {@code search_path} or {@code set_config} stands anywhere in the text, quotes and comments included. */
    static boolean isMentioned(String sql, Span span) {
        int at = sql.indexOf('_', span.from());
        while (at >= 0 && at < span.to()) {
            if (Words.matchesAt(sql, at - "SEARCH".length(), "SEARCH_PATH")
                    || Words.matchesAt(sql, at - "SET".length(), "SET_CONFIG")) {
                return true;
            }
            at = sql.indexOf('_', at + 1);
        }
        return false;
    }
}
