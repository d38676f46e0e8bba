package dev.typesync.parser.reader;

import dev.typesync.parser.plan.ClausePositions;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.TableName;
import dev.typesync.parser.plan.WithWrite;
import dev.typesync.parser.plan.WriteTarget;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link QueryReader} finds in a statement that can have a WITH.
 *
 * @param nestedTargets the targets of the writes inside WITH items, at any depth, in the order of their verbs
 * @param withWrites those writes that are items of the statement's WITH
 * @param main the main statement if it writes
 * @param created the table that SELECT INTO creates
 */
record QueryOutline(
        SqlOperation operation,
        List<WriteTarget> nestedTargets,
        List<WithWrite> withWrites,
        @Nullable DmlOutline main,
        @Nullable TableName created,
        ClausePositions clauses) {}
