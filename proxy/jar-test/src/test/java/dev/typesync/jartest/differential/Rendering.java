package dev.typesync.jartest.differential;

import java.lang.reflect.Array;
import java.sql.BatchUpdateException;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Wrapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOperation;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Renders as text everything that an application can see of a result. It leaves out what may differ: the name of the
 * database, and in messages the quoted statement, position or command.
 */
record Rendering(String database, boolean inOrder) {
    /** Renders rows in the order in which the server returns them. */
    Rendering(String database) {
        this(database, true);
    }

    /** Renders rows sorted. If other sessions read the tables, the server returns rows in another order. */
    static Rendering sorted(String database) {
        return new Rendering(database, false);
    }

    String value(Object value) {
        if (value == null || value instanceof String || value instanceof Number || value instanceof Boolean) {
            return neutral(String.valueOf(value));
        }
        if (value.getClass().isArray()) {
            List<String> elements = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                elements.add(value(Array.get(value, i)));
            }
            return elements.toString();
        }
        if (value instanceof SQLWarning warning) {
            return warning.getSQLState() + " " + neutral(warning.getMessage()) + " > "
                    + value(warning.getNextWarning());
        }
        if (value instanceof Wrapper) {
            return value instanceof ResultSet ? "a result set" : "an object of JDBC";
        }
        if (value instanceof CopyManager || value instanceof CopyOperation) {
            return "an object of pgjdbc's COPY";
        }
        return neutral(value.getClass().getSimpleName() + " " + value);
    }

    /** Removes the type that pgjdbc shows after a parameter. It depends on earlier executions of the same SQL. */
    private String neutral(String text) {
        return text.replace(database, "DATABASE")
                .replaceAll("@[0-9a-f]{4,}\\b", "@identity")
                .replaceAll("\\(('[^']*'|NULL)::\\w+\\)", "($1)");
    }

    String exception(Throwable failure) {
        StringBuilder text = new StringBuilder(failure.getClass().getName());
        if (failure instanceof SQLException e) {
            text.append(' ').append(e.getSQLState()).append(' ').append(e.getErrorCode());
            if (e instanceof BatchUpdateException batch) {
                text.append(" counts ").append(Arrays.toString(batch.getUpdateCounts()));
                text.append(Arrays.toString(batch.getLargeUpdateCounts()));
            }
            if (e instanceof PSQLException server && server.getServerErrorMessage() != null) {
                text.append(" server ").append(serverError(server.getServerErrorMessage()));
            }
            text.append(" : ").append(message(e.getMessage()));
            if (e.getNextException() != null) {
                text.append("\n    next ").append(exception(e.getNextException()));
            }
        }
        return text.toString(); // other exceptions without their message: an optimizing JVM may omit it
    }

    private static String serverError(ServerErrorMessage error) {
        return List.of(
                        String.valueOf(error.getSeverity()),
                        String.valueOf(error.getSchema()),
                        String.valueOf(error.getTable()),
                        String.valueOf(error.getColumn()),
                        String.valueOf(error.getDatatype()),
                        String.valueOf(error.getConstraint()),
                        String.valueOf(error.getDetail()))
                .toString();
    }

    private String message(String message) {
        return neutral(message)
                .replaceAll("(?s)Batch entry (\\d+) .* was aborted", "Batch entry $1 was aborted")
                .replaceAll("\\s*Position: \\d+", "")
                .replaceAll("cannot execute [A-Z ]+ in a read-only", "cannot execute COMMAND in a read-only")
                .replaceAll("syntax error at .*", "syntax error");
    }

    private String row(ResultSet rows) throws SQLException {
        StringBuilder text = new StringBuilder();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
            text.append(' ')
                    .append(value(rows.getObject(column)))
                    .append(rows.wasNull() ? "?" : "")
                    .append(" |");
        }
        return text.toString();
    }

    /** Renders metadata, position and all values. The cursor is after the last row then. */
    String rows(ResultSet rows) throws SQLException {
        StringBuilder text = new StringBuilder(metaData(rows.getMetaData()));
        text.append("\n  type ").append(rows.getType()).append(" concurrency ").append(rows.getConcurrency());
        text.append(" fetch ")
                .append(rows.getFetchSize())
                .append(' ')
                .append(rows.getFetchDirection())
                .append(" before ")
                .append(rows.isBeforeFirst());
        List<String> values = new ArrayList<>();
        while (rows.next()) {
            values.add("\n  " + (inOrder ? rows.getRow() + ":" : "") + row(rows));
        }
        if (!inOrder) {
            Collections.sort(values);
        }
        values.forEach(text::append);
        text.append("\n  after ")
                .append(rows.isAfterLast())
                .append(" warnings ")
                .append(value(rows.getWarnings()));
        return text.toString();
    }

    static String metaData(ResultSetMetaData data) throws SQLException {
        if (data == null) {
            return "no metadata";
        }
        StringBuilder text = new StringBuilder();
        for (int column = 1; column <= data.getColumnCount(); column++) {
            text.append("\n  column ")
                    .append(List.of(
                            data.getColumnLabel(column),
                            data.getColumnName(column),
                            data.getTableName(column),
                            data.getSchemaName(column),
                            data.getColumnTypeName(column),
                            data.getColumnType(column),
                            data.getColumnClassName(column),
                            data.getPrecision(column),
                            data.getScale(column),
                            data.getColumnDisplaySize(column),
                            data.isNullable(column),
                            data.isAutoIncrement(column),
                            data.isCaseSensitive(column),
                            data.isCurrency(column),
                            data.isSearchable(column),
                            data.isSigned(column),
                            data.isReadOnly(column),
                            data.isWritable(column)));
        }
        return text.toString();
    }

    static String parameters(ParameterMetaData data) throws SQLException {
        StringBuilder text = new StringBuilder("parameters");
        for (int parameter = 1; parameter <= data.getParameterCount(); parameter++) {
            text.append("\n  parameter ")
                    .append(List.of(
                            data.getParameterTypeName(parameter),
                            data.getParameterType(parameter),
                            data.getParameterClassName(parameter),
                            data.getParameterMode(parameter),
                            data.isNullable(parameter),
                            data.isSigned(parameter)));
        }
        return text.toString();
    }
}
