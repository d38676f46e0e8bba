package dev.typesync.parser.plan;

import java.util.List;

/**
 * Reads the values of key columns from the text of one statement. The parser implements it, because this package reads
 * no SQL. Thread-safe.
 */
@FunctionalInterface
public interface KeyReader {
    /** The values of these columns of the main target. The names are those in the catalog. */
    KeyBindings keys(List<String> keyColumns);
}
