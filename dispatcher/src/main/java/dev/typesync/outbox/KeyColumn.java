package dev.typesync.outbox;

import static java.util.Objects.requireNonNull;

/**
 * A column of a primary key.
 *
 * @param name as the catalog stores it, unquoted
 * @param type its base type, with domains resolved, as SQL writes it; with its schema if that is not pg_catalog
 * @param position its position in the primary key, from 1
 */
public record KeyColumn(String name, String type, int position) {
    public KeyColumn {
        requireNonNull(name, "name");
        type = TypeSql.standardName(requireNonNull(type, "type"));
        if (position < 1) {
            throw new IllegalArgumentException(
                    "position " + position + " of key column " + name + " is invalid; the first position is 1");
        }
    }
}
