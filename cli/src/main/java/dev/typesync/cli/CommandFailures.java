package dev.typesync.cli;

import dev.typesync.config.ConfigurationException;
import dev.typesync.outbox.OutboxRightsException;
import dev.typesync.typesense.TypesenseException;
import java.sql.SQLException;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into one message on standard error, without a stack trace, and an exit code. */
final class CommandFailures implements IExecutionExceptionHandler {
    /** There is no such table, or no such schema. */
    private static final Set<String> UNDEFINED = Set.of("42P01", "3F000");

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
        line.getErr().println("typesync: " + message(failure));
        return exitCode(failure);
    }

    static int exitCode(Exception failure) {
        if (failure instanceof ConfigurationException) {
            return ExitCode.USAGE;
        }
        if (failure instanceof SQLException sql) {
            return exitCode(sql);
        }
        if (failure instanceof TypesenseException typesense) {
            return switch (typesense.kind()) {
                case UNREACHABLE, BUSY -> ExitCode.UNREACHABLE;
                case UNAUTHORIZED -> ExitCode.USAGE;
                case NOT_FOUND, CONFLICT, OUT_OF_RESOURCES, BAD_REQUEST, INTERRUPTED -> ExitCode.NO;
            };
        }
        return ExitCode.NO;
    }

    /** Classes of SQLState as in the manual of PostgreSQL, appendix A. */
    private static int exitCode(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (state.startsWith("08") || state.startsWith("57P") || state.equals("53300")) {
            return ExitCode.UNREACHABLE; // connection, shut down or starting up, too many connections
        }
        // not the right role or password, no such database
        return state.startsWith("28") || state.equals("3D000") ? ExitCode.USAGE : ExitCode.NO;
    }

    private static String message(Exception failure) {
        if (failure instanceof SQLException sql) {
            return "the database says: " + sql.getMessage()
                    + (sql.getSQLState() == null ? "" : " (SQLState " + sql.getSQLState() + ")")
                    + (UNDEFINED.contains(String.valueOf(sql.getSQLState()))
                            ? "; if typesync has no objects in this database yet, make them by typesync init"
                            : "");
        }
        boolean speaks = failure instanceof ConfigurationException
                || failure instanceof OutboxRightsException
                || failure instanceof TypesenseException;
        return speaks ? String.valueOf(failure.getMessage()) : "unexpected " + failure;
    }
}
