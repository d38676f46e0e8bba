package dev.typesync.parser.plan;

import org.jspecify.annotations.Nullable;

/**
 * What a statement does to the transaction and the session.
 *
 * @param verb the kind of transaction control; null for other statements
 * @param name the name of the savepoint or the prepared transaction
 * @param mayMoveSearchPath whether it can change what unqualified names mean
 * @param prepares the name that a PREPARE gives to its statement
 * @param executes the name of the prepared statement that an EXECUTE runs
 */
public record SessionCommand(
        @Nullable TransactionVerb verb,
        @Nullable String name,
        boolean mayMoveSearchPath,
        @Nullable String prepares,
        @Nullable String executes) {
    /** Of a statement that does nothing to them. */
    public static final SessionCommand NONE = new SessionCommand(null, null, false, null, null);

    /** This command of a statement that can also change what unqualified names mean. */
    public SessionCommand movingSearchPath() {
        return new SessionCommand(verb, name, true, prepares, executes);
    }
}
