package dev.typesync.parser.plan;

import org.jspecify.annotations.Nullable;

/** A value that a statement's text gives for a column. */
public sealed interface SqlValue {
    /**
     * A placeholder.
     *
     * @param index from 1 within the statement
     * @param cast the type it is cast to, in lower case
     */
    record Parameter(int index, @Nullable String cast) implements SqlValue {}

    /**
     * A placeholder for an array. One of its elements is the column's value: {@code = ANY(?)}.
     *
     * @param index from 1 within the statement
     */
    record ArrayParameter(int index) implements SqlValue {}

    /**
     * A constant.
     *
     * @param cast the type it is cast to, in lower case
     */
    record Literal(String text, LiteralType type, @Nullable String cast) implements SqlValue {}

    /** Anything that only the server can compute. */
    record Expression() implements SqlValue {}
}
