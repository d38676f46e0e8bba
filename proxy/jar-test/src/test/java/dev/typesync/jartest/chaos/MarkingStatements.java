package dev.typesync.jartest.chaos;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.postgresql.PGConnection;

/** Statements that do not show which rows they change, so that a table is compared. */
final class MarkingStatements {
    private final Connection connection;
    private final Random random;
    private final List<Kind> kinds = List.of(this::truncate, this::copy, this::block, this::alter);

    MarkingStatements(Connection connection, Random random) {
        this.connection = connection;
        this.random = random;
    }

    void any() throws SQLException {
        kinds.get(random.nextInt(kinds.size())).run();
    }

    private void truncate() throws SQLException {
        execute("truncate lines");
    }

    private void copy() throws SQLException {
        int order = 1_000 + random.nextInt(1_000_000);
        String row = order + "\tcopied\t" + random.nextInt(10) + "\tby COPY\n";
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy lines (order_id, line, quantity, note) from stdin", new StringReader(row));
        } catch (IOException e) {
            throw new SQLException(e.getMessage(), "08006", e);
        }
    }

    private void block() throws SQLException {
        execute("do $$ begin update labels set name = 'block " + random.nextInt(1000)
                + "' where code like 'plain%'; end $$");
    }

    private void alter() throws SQLException {
        execute("alter table labels alter column name set statistics " + random.nextInt(1000));
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @FunctionalInterface
    private interface Kind {
        void run() throws SQLException;
    }
}
