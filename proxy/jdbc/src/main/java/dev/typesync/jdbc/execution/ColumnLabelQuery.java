package dev.typesync.jdbc.execution;

import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the server which columns a statement returns, without executing it. Blocks as the delegate does. */
public final class ColumnLabelQuery {
    private ColumnLabelQuery() {}

    /** The labels of the columns in order. */
    public static List<String> labels(PreparedStatement statement) throws SQLException {
        @Nullable ResultSetMetaData columns = statement.getMetaData();
        List<String> labels = new ArrayList<>();
        for (int i = 1; columns != null && i <= columns.getColumnCount(); i++) {
            labels.add(columns.getColumnLabel(i));
        }
        return labels;
    }
}
