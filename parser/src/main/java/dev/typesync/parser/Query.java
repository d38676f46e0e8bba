package dev.typesync.parser;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a statement with or without WITH turned out to be.
 *
 * @param nested the writes inside its WITH items, at any depth, in the order of their verbs
 * @param withWrites those of them that are items of its own WITH
 * @param main the main statement if it writes
 * @param creates the table that SELECT INTO creates
 */
record Query(
        Operation operation,
        List<Target> nested,
        List<WithWrite> withWrites,
        @Nullable Dml main,
        @Nullable TableName creates,
        Layout layout) {}
