package dev.typesync.parser.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A write that is an item of its statement's WITH: {@code name (columns) AS MATERIALIZED (write)}.
 *
 * @param name the item's name
 * @param columnList whether a list of columns follows the name
 * @param body the write, from its first to its last token, without the parentheses
 * @param returning the word RETURNING of the write; -1 without one
 * @param returningItems the items of that RETURNING, each with its label
 * @param labels the names of the returned columns, folded; null if the text does not give them all
 * @param returnsAll whether {@code *} is the only item and can only mean the target, since there is no other table
 * @param setColumns the columns that it may set in existing rows; null if unknown
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

    /** The text from the item's name to the parenthesis before the write, inclusive. */
    public String header(String sql) {
        return sql.substring(name.from(), body.from());
    }
}
