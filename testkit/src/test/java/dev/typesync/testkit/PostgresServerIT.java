package dev.typesync.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class PostgresServerIT {
    @Test
    void keepsCommittedRowsAfterKill9() throws SQLException {
        try (PostgresServer server = PostgresServer.start()) {
            String database = server.createDatabase();
            execute(server, database, "create table t (id int primary key)", "insert into t values (7)");
            long killed = server.pid();

            server.kill9();
            assertThatThrownBy(() -> server.connect(database)).isInstanceOf(SQLException.class);
            server.restart();

            assertThat(server.pid()).isNotEqualTo(killed);
            assertThat(query(server, database, "select id from t")).isEqualTo("7");
        }
    }

    @Test
    void losesTransactionsByAFailOverAndByARestore() throws SQLException {
        try (PostgresServer server = PostgresServer.start()) {
            String database = server.createDatabase();
            execute(server, database, "create table t (id int primary key)", "insert into t values (7)");
            server.backUp();
            execute(server, database, "insert into t values (8)");

            server.failOver();

            assertThat(query(server, database, "select string_agg(id::text, ',') from t"))
                    .isEqualTo("7");
            assertThat(timeline(server, database)).isEqualTo("00000002");

            server.backUp();
            execute(server, database, "insert into t values (9)");
            server.restoreBackUp();
            assertThat(query(server, database, "select string_agg(id::text, ',') from t"))
                    .isEqualTo("7");
            assertThat(timeline(server, database)).isEqualTo("00000002");
        }
    }

    @Test
    void startsWithDurabilityAndPreparedTransactions() throws SQLException {
        PostgresServer server = SharedServers.postgres();
        assertThat(query(server, "postgres", "show fsync")).isEqualTo("on");
        assertThat(query(server, "postgres", "show synchronous_commit")).isEqualTo("on");
        assertThat(query(server, "postgres", "show max_prepared_transactions")).isEqualTo("100");
        assertThat(query(server, "postgres", "show server_version"))
                .startsWith(System.getProperty("postgres.version").replaceFirst("\\.0$", ""));
    }

    @Test
    void givesEachCallerAnotherDatabase() {
        PostgresServer server = SharedServers.postgres();
        assertThat(server.createDatabase()).isNotEqualTo(server.createDatabase());
    }

    private static String timeline(PostgresServer server, String database) throws SQLException {
        return query(server, database, "select left(pg_walfile_name(pg_current_wal_insert_lsn()), 8)");
    }

    private static void execute(PostgresServer server, String database, String... statements) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String query(PostgresServer server, String database, String sql) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
