package dev.typesync.jdbc.wrapper;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.NullUnmarked;

/** A prepared statement whose text changes no row. As thread-safe as its delegate. Null-unmarked, as JDBC is. */
@NullUnmarked
public final class ReadingPreparedStatement extends WrappedPreparedStatement {
    ReadingPreparedStatement(PreparedStatement delegate, CapturingConnection connection) {
        super(delegate, connection);
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        return results.wrap(delegate.executeQuery());
    }
}
