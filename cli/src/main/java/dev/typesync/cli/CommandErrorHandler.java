package dev.typesync.cli;

import dev.typesync.config.ConfigurationException;
import dev.typesync.outbox.OutboxRightsException;
import dev.typesync.typesense.TypesenseException;
import java.sql.SQLException;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Converts an exception of a command into one message on standard error, without a stack trace, and an exit code. */
final class CommandErrorHandler implements IExecutionExceptionHandler {
    /** SQLStates of a missing table and a missing schema. */
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
                case NOT_FOUND, CONFLICT, OUT_OF_RESOURCES, BAD_REQUEST, INTERRUPTED -> ExitCode.FAILURE;
            };
        }
        return ExitCode.FAILURE;
    }

    /** Maps SQLStates, which are listed in appendix A of the PostgreSQL manual. */
    private static int exitCode(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (state.startsWith("08") || state.startsWith("57P") || state.equals("53300")) {
            return ExitCode.UNREACHABLE; // no connection, shutting down or starting up, too many connections
        }
        // wrong role or password, no such database
        return state.startsWith("28") || state.equals("3D000") ? ExitCode.USAGE : ExitCode.FAILURE;
    }

    private static String message(Exception failure) {
        if (failure instanceof SQLException sql) {
            return "the database reports: " + sql.getMessage()
                    + (sql.getSQLState() == null ? "" : " (SQLState " + sql.getSQLState() + ")")
                    + (UNDEFINED.contains(String.valueOf(sql.getSQLState()))
                            ? "; if typesync has no objects in this database yet, create them with typesync init"
                            : "");
        }
        boolean hasClearMessage = failure instanceof ConfigurationException
                || failure instanceof OutboxRightsException
                || failure instanceof TypesenseException;
        return hasClearMessage ? String.valueOf(failure.getMessage()) : "unexpected error: " + failure;
    }
}
