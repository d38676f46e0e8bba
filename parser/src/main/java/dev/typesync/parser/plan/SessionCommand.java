package dev.typesync.parser.plan;

import org.jspecify.annotations.Nullable;

/**
 * What a statement does to transaction and session.
 *
 * @param name of the savepoint or the prepared transaction
 * @param prepares the name that a PREPARE gives to its statement
 * @param executes the name of the prepared statement that an EXECUTE runs
 */
public record SessionCommand(
        @Nullable TransactionVerb verb,
        @Nullable String name,
        boolean mayMoveSearchPath,
        @Nullable String prepares,
        @Nullable String executes) {
    public static final SessionCommand NONE = new SessionCommand(null, null, false, null, null);
}
