package dev.typesync.parser.plan;

import org.jspecify.annotations.Nullable;

/**
 * A table that a statement writes.
 *
 * @param operation what happens to this table
 * @param only whether {@code ONLY} is written: inheritance children are left out
 * @param alias the alias, which qualifies the table's columns in the statement; null without one
 * @param inWith whether the write is in a WITH item and not the main statement
 */
public record WriteTarget(
        TableName name,
        SqlOperation operation,
        boolean only,
        @Nullable String alias,
        boolean inWith) {}
