package dev.typesync.parser.reader;

import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.StatementLayout;
import dev.typesync.parser.plan.TableName;
import dev.typesync.parser.plan.WithWrite;
import dev.typesync.parser.plan.WriteTarget;
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
record QueryOutline(
        SqlOperation operation,
        List<WriteTarget> nested,
        List<WithWrite> withWrites,
        @Nullable DmlOutline main,
        @Nullable TableName creates,
        StatementLayout layout) {}
