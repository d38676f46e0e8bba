package dev.typesync.outbox;

import static dev.typesync.outbox.ScratchDatabase.execute;
import static dev.typesync.outbox.ScratchDatabase.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxSchemaIT {
    private final OutboxSchema schema = new OutboxSchema("typesync");
    private ScratchDatabase database;
    private String role = "";

    @BeforeEach
    void createDatabaseAndRole() throws SQLException {
        database = ScratchDatabase.create();
        role = database.createRole("app");
    }

    @Test
    void createsAllObjectsAndCanBeRepeated() throws Exception {
        try (Connection connection = database.connect()) {
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
        try (Connection connection = database.connect()) {
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
        try (Connection owner = database.connect()) {
            schema.ensure(owner);
        }
        try (Connection connection = database.connect(role)) {
            schema.ensure(connection);
            assertThatCode(() -> schema.check(connection)).doesNotThrowAnyException();
            execute(connection, "insert into typesync.outbox (tbl, op, keys) values ('public.t', 'k', array['1'])");
        }
    }

    @Test
    void errorContainsTheDdlIfTheRoleMayNotCreateTheObjects() throws Exception {
        try (Connection connection = database.connect(role)) {
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
        try (Connection owner = database.connect()) {
            schema.ensure(owner);
            execute(owner, "revoke insert on typesync.outbox from public");
        }
        try (Connection connection = database.connect(role)) {
            assertThatThrownBy(() -> schema.check(connection))
                    .isInstanceOf(OutboxRightsException.class)
                    .hasMessageContaining("grant insert (tbl, op, keys, tag) on typesync.outbox to public;");
        }
    }

    @Test
    void errorContainsSufficientGrantsForAReplicator() throws Exception {
        try (Connection owner = database.connect()) {
            schema.ensure(owner);
            try (Connection connection = database.connect(role)) {
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
        try (Connection connection = database.connect()) {
            odd.ensure(connection);
            odd.check(connection);
            assertThat(odd.table()).isEqualTo("\"My \"\"Sync\"\"\".outbox");
        }
    }
}
