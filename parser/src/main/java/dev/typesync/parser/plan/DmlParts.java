package dev.typesync.parser.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the main INSERT, UPDATE, DELETE or MERGE, and the writes in its WITH.
 *
 * @param span the main write with its WITH, even inside another statement; null if the statement has none
 * @param insert the parts of an INSERT
 * @param delete the parts of a DELETE
 * @param setColumns the columns that the main write may set in existing rows; null if unknown, so any may be set
 * @param withWrites the writes that are items of the statement's WITH
 */
public record DmlParts(
        @Nullable TextSpan span,
        @Nullable InsertShape insert,
        @Nullable DeleteShape delete,
        @Nullable List<String> setColumns,
        List<WithWrite> withWrites) {
    /** Of a statement without a main write, which sets no columns. */
    public static final DmlParts NONE = new DmlParts(null, null, null, List.of(), List.of());

    /** Of a statement that cannot be read: any column may be set. */
    public static final DmlParts UNKNOWN = new DmlParts(null, null, null, null, List.of());

    public DmlParts {
        setColumns = setColumns == null ? null : List.copyOf(setColumns);
        withWrites = List.copyOf(withWrites);
    }

    /** The same parts without the writes in WITH. */
    public DmlParts withoutWithWrites() {
        return new DmlParts(span, insert, delete, setColumns, List.of());
    }
}
