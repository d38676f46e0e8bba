package dev.typesync.parser.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an INSERT.
 *
 * @param columns its column list, folded; empty: none is written, values follow the order of the table's columns
 * @param columnList the column list with its parentheses; null without one
 * @param overriding {@code OVERRIDING SYSTEM|USER VALUE} is written
 * @param rows each row of VALUES with its parentheses; empty unless the source is VALUES
 * @param callInValues VALUES hold something in parentheses behind a name, or a sub-query: it could be a function with
 *     side effects or one that gives several rows
 * @param conflictColumns the plain columns of {@code ON CONFLICT (…)}, folded; empty if there are none, or one is an
 *     expression, or a constraint is named
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
}
