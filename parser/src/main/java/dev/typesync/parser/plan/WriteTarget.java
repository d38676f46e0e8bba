package dev.typesync.parser.plan;

import org.jspecify.annotations.Nullable;

/**
 * A table that a statement writes.
 *
 * @param operation what happens to this table
 * @param only {@code ONLY} is written: inheritance children are left out
 * @param alias the name that qualifies the table's columns in the statement, if it is not the table's own
 * @param inWith the write stands in a WITH item and not in the main statement
 */
public record WriteTarget(
        TableName name,
        SqlOperation operation,
        boolean only,
        @Nullable String alias,
        boolean inWith) {}
