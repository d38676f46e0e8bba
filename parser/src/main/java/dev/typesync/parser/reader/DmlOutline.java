package dev.typesync.parser.reader;

import dev.typesync.parser.plan.DeleteShape;
import dev.typesync.parser.plan.InsertShape;
import dev.typesync.parser.plan.WriteTarget;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An INSERT, UPDATE, DELETE or MERGE without the WITH in front of it.
 *
 * @param returning its RETURNING as a token; -1 without one
 */
record DmlOutline(
        WriteTarget target,
        int returning,
        @Nullable InsertShape insert,
        @Nullable DeleteShape delete,
        @Nullable List<String> setColumns) {}
