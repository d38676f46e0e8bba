package dev.typesync.jdbc.execution;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the SQLState of an error says about the statement or the COMMIT that failed. All SQLStates that capture depends
 * on are listed here.
 */
public final class SqlErrors {
    /**
     * Class 42, syntax_error_or_access_rule_violation: the server did not accept the statement and executed nothing of
     * it. In rare cases the error comes from something that the statement executes, such as a trigger.
     */
    private static final String SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION = "42";

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String READ_ONLY_SQL_TRANSACTION = "25006";
    private static final String UNDEFINED_OBJECT = "42704";

    /** Class 08, connection_exception: the connection broke, and the server's answer to the last request is lost. */
    private static final String CONNECTION_EXCEPTION = "08";

    /** Class 57, operator_intervention: the states below, and 57014, query_canceled, as after a query timeout. */
    private static final String OPERATOR_INTERVENTION = "57";

    /**
     * 57P01, admin_shutdown, and the like: the server ended the connection, which leaves as much unknown as class 08.
     */
    private static final String SHUTDOWN = "57P";

    /**
     * 02000, no_data, and 0100E, dynamic_result_sets_returned: pgjdbc raises them itself after the server has executed
     * the statement, if there is no result where one was expected, or one where none was.
     */
    private static final Set<String> NO_RESULT_OR_TOO_MANY = Set.of("02000", "0100E");

    private static final Set<String> REFUSALS_OF_TEXT = Set.of("0A", "22", "3F", "42", "54");

    private SqlErrors() {}

    static boolean isRejection(SQLException e) {
        return hasPrefix(e.getSQLState(), SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION);
    }

    /**
     * After PREPARE or a description: the error is the server's answer about the text. A constant that its type does
     * not accept is an error of class 22, data_exception; others are 0A, feature_not_supported, 3F, invalid_schema_name,
     * and 54, program_limit_exceeded.
     */
    static boolean isRefusalOfText(SQLException e) {
        @Nullable String state = e.getSQLState();
        return state != null && state.length() == 5 && REFUSALS_OF_TEXT.contains(state.substring(0, 2));
    }

    static boolean isInsufficientPrivilege(SQLException e) {
        return INSUFFICIENT_PRIVILEGE.equals(e.getSQLState());
    }

    /** The transaction is read-only. The server checks that when it begins to execute, after it has analysed the text. */
    static boolean isReadOnlyTransaction(SQLException e) {
        return READ_ONLY_SQL_TRANSACTION.equals(e.getSQLState());
    }

    /** After COMMIT PREPARED: there is no prepared transaction of this name, or none any more. */
    public static boolean isUndefinedObject(SQLException e) {
        return UNDEFINED_OBJECT.equals(e.getSQLState());
    }

    static boolean isUnexpectedResult(SQLException e) {
        @Nullable String state = e.getSQLState();
        return state != null && NO_RESULT_OR_TOO_MANY.contains(state);
    }

    /**
     * Whether a failed statement may have been executed. Not after 57014: the server has undone a statement that it
     * canceled. Query timeouts are common, and a change that is only assumed can cost a comparison of the whole table.
     */
    static boolean mayHaveExecuted(SQLException e) {
        @Nullable String state = e.getSQLState();
        return state == null
                || hasPrefix(state, CONNECTION_EXCEPTION)
                || hasPrefix(state, SHUTDOWN)
                || isUnexpectedResult(e);
    }

    /**
     * Whether a failed COMMIT may have committed. Unlike {@link #mayHaveExecuted}, this includes 57014: what the
     * transaction changed is known by then, and a commit that is only assumed costs little. Its rows are read again,
     * and their documents stay as they are. A commit that is missed would leave documents wrong.
     */
    public static boolean mayHaveCommitted(SQLException e) {
        @Nullable String state = e.getSQLState();
        return state == null || hasPrefix(state, CONNECTION_EXCEPTION) || hasPrefix(state, OPERATOR_INTERVENTION);
    }

    private static boolean hasPrefix(@Nullable String state, String prefix) {
        return state != null && state.startsWith(prefix);
    }
}
