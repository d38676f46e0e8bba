package dev.typesync.parser.reader;

import dev.typesync.parser.plan.DeleteShape;
import dev.typesync.parser.plan.InsertShape;
import dev.typesync.parser.plan.WriteTarget;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link DmlReader} finds in an INSERT, UPDATE, DELETE or MERGE, without the WITH before it.
 *
 * @param returning the token RETURNING; -1 without one
 * @param setColumns the columns that it may set in existing rows; null if unknown
 */
record DmlOutline(
        WriteTarget target,
        int returning,
        @Nullable InsertShape insert,
        @Nullable DeleteShape delete,
        @Nullable List<String> setColumns) {}
