package dev.typesync.parser.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an INSERT.
 *
 * @param columns the column list, folded; empty without one: the values are in the order of the table's columns
 * @param columnList the column list with its parentheses; null without one
 * @param overriding whether {@code OVERRIDING SYSTEM|USER VALUE} is written
 * @param rows each row of VALUES with its parentheses; empty unless the source is VALUES
 * @param callInValues whether VALUES has a name before a parenthesis, or a sub-query: this could be a function with
 *     side effects or one that returns several rows
 * @param conflictColumns the columns of {@code ON CONFLICT (…)}, folded; empty if there are none, if one is an
 *     expression, or if a constraint is named
 */
public record InsertShape(
        List<String> columns,
        @Nullable TextSpan columnList,
        boolean overriding,
        InsertSource source,
        List<TextSpan> rows,
        boolean callInValues,
        ConflictAction conflict,
        List<String> conflictColumns) {
    public InsertShape {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        conflictColumns = List.copyOf(conflictColumns);
    }

    /** All rows of VALUES; null if there is another source. */
    public @Nullable TextSpan values() {
        return source != InsertSource.VALUES || rows.isEmpty()
                ? null
                : new TextSpan(rows.get(0).from(), rows.get(rows.size() - 1).to());
    }
}
