package dev.typesync.parser.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A write that is an item of its statement's own WITH: {@code name (columns) AS MATERIALIZED (write)}.
 *
 * @param name the item's name
 * @param columnList a list of columns follows the name
 * @param body the write, from its first token to the end of its last one, without the parentheses
 * @param returning the word RETURNING of the write; -1 without one
 * @param returningItems its items, each whole
 * @param labels what its columns are called, folded; null where the text does not tell it of all of them
 * @param returnsAll the items are {@code *} alone, and no other table than the target is there to be meant
 * @param setColumns the columns that it may set in existing rows; null where they cannot be told
 */
public record WithWrite(
        WriteTarget target,
        TextSpan name,
        boolean columnList,
        TextSpan body,
        int returning,
        List<TextSpan> returningItems,
        @Nullable List<String> labels,
        boolean returnsAll,
        @Nullable List<String> setColumns) {
    public WithWrite {
        returningItems = List.copyOf(returningItems);
        labels = labels == null ? null : List.copyOf(labels);
        setColumns = setColumns == null ? null : List.copyOf(setColumns);
    }

    /** From the item's name to the parenthesis in front of the write, that included. */
    public String header(String sql) {
        return sql.substring(name.from(), body.from());
    }
}
