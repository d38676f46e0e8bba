package dev.typesync.document;

import static java.util.stream.Collectors.joining;

import dev.typesync.outbox.SqlQuoting;
import java.util.List;

/**
 * The settings of a transaction that reads rows. They do not depend on the session, because several settings are visible
 * in a document. Row security is off: a role that cannot see all rows gets an error. An empty result would delete
 * documents.
 */
final class ReadSettings {
    private ReadSettings() {}

    /** One SELECT without parameters, valid until the end of the transaction. It returns one row. */
    static String sql(List<String> searchPath) {
        String path = searchPath.stream().map(SqlQuoting::identifier).collect(joining(", "));
        return "select "
                + String.join(
                        ", ",
                        List.of(
                                set("transaction_read_only", "on"),
                                set("lock_timeout", "1s"), // a locked table delays only its own collections
                                set("statement_timeout", "8s"), // whatever the role has, and before the network timeout
                                set("datestyle", "ISO, YMD"),
                                set("intervalstyle", "postgres"),
                                set("timezone", "UTC"),
                                set("extra_float_digits", "1"),
                                set("row_security", "off"),
                                set("jit", "off"), // thousands of cheap expressions, each read once
                                set("search_path", path)));
    }

    private static String set(String name, String value) {
        return "pg_catalog.set_config('" + name + "'::pg_catalog.text, " + SqlQuoting.literal(value)
                + "::pg_catalog.text, true)";
    }
}
