package dev.typesync.parser.plan;

import org.jspecify.annotations.Nullable;

/**
 * The parts of a DELETE that a SELECT of the same rows has too, in the order of the text.
 *
 * @param relation the table with {@code ONLY}, {@code *} and its alias
 * @param using the list after USING; null without one
 * @param where the condition after WHERE; null without one
 */
public record DeleteShape(
        TextSpan relation,
        @Nullable TextSpan using,
        @Nullable TextSpan where) {}
