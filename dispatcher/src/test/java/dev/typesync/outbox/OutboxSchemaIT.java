package dev.typesync.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxSchemaIT {
    private final PostgresServer postgres = SharedServers.postgres();
    private final OutboxSchema schema = new OutboxSchema("typesync");
    private String database = "";
    private String role = "";

    @BeforeEach
    void createDatabaseAndRole() throws SQLException {
        database = postgres.createDatabase();
        role = "app_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = postgres.connect(database)) {
            execute(connection, "create role " + role + " login");
        }
    }

    @Test
    void createsAllObjectsAndCanBeRepeated() throws Exception {
        try (Connection connection = postgres.connect(database)) {
            schema.ensure(connection);
            schema.ensure(connection);
            execute(connection, schema.ddl());

            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(text(
                            connection,
                            "select string_agg(relname, ' ' order by relname) from pg_class"
                                    + " where relnamespace = 'typesync'::regnamespace and relkind = 'r'"))
                    .isEqualTo("collection dead_letter lease meta outbox process request");
            assertThat(text(connection, "select value from typesync.meta where key = 'version'"))
                    .isEqualTo("2");
        }
    }

    @Test
    void allowsPublicationsOfAllTables() throws Exception {
        try (Connection connection = postgres.connect(database)) {
            schema.ensure(connection);
            assertThat(text(
                            connection,
                            "select string_agg(relname, ' ') from pg_class c"
                                    + " where relnamespace = 'typesync'::regnamespace and relkind = 'r' and relreplident <> 'f'"
                                    + " and not exists (select from pg_index where indrelid = c.oid and indisprimary)"))
                    .isNull();
        }
    }

    @Test
    void roleOfAnApplicationNeedsNoRightsOnExistingObjects() throws Exception {
        try (Connection owner = postgres.connect(database)) {
            schema.ensure(owner);
        }
        try (Connection connection = connectAsRole()) {
            schema.ensure(connection);
            assertThatCode(() -> schema.check(connection)).doesNotThrowAnyException();
            execute(connection, "insert into typesync.outbox (tbl, op, keys) values ('public.t', 'k', array['1'])");
        }
    }

    @Test
    void errorContainsTheDdlIfTheRoleMayNotCreateTheObjects() throws Exception {
        try (Connection connection = connectAsRole()) {
            assertThatThrownBy(() -> schema.ensure(connection))
                    .isInstanceOf(OutboxRightsException.class)
                    .hasMessageContaining(role)
                    .hasMessageContaining(schema.ddl());
            assertThatThrownBy(() -> schema.check(connection))
                    .isInstanceOf(OutboxRightsException.class)
                    .hasMessageContaining("create table if not exists typesync.outbox");
        }
    }

    @Test
    void errorContainsTheMissingGrants() throws Exception {
        try (Connection owner = postgres.connect(database)) {
            schema.ensure(owner);
            execute(owner, "revoke insert on typesync.outbox from public");
        }
        try (Connection connection = connectAsRole()) {
            assertThatThrownBy(() -> schema.check(connection))
                    .isInstanceOf(OutboxRightsException.class)
                    .hasMessageContaining("grant insert (tbl, op, keys, tag) on typesync.outbox to public;");
        }
    }

    @Test
    void errorContainsSufficientGrantsForAReplicator() throws Exception {
        try (Connection owner = postgres.connect(database)) {
            schema.ensure(owner);
            try (Connection connection = connectAsRole()) {
                assertThatThrownBy(() -> schema.checkReplicator(connection))
                        .isInstanceOf(OutboxRightsException.class)
                        .hasMessageContaining(schema.replicatorGrants(role));
                execute(owner, schema.replicatorGrants(role));
                assertThatCode(() -> schema.checkReplicator(connection)).doesNotThrowAnyException();
            }
        }
    }

    @Test
    void quotesTheNameOfTheSchema() throws Exception {
        OutboxSchema odd = new OutboxSchema("My \"Sync\"");
        try (Connection connection = postgres.connect(database)) {
            odd.ensure(connection);
            odd.check(connection);
            assertThat(odd.table()).isEqualTo("\"My \"\"Sync\"\"\".outbox");
        }
    }

    private Connection connectAsRole() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + database, role, "");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
