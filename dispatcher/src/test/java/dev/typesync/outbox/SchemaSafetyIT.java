package dev.typesync.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects that another role has made or changed. */
class SchemaSafetyIT {
    private final OutboxSchema schema = new OutboxSchema("typesync");
    private ScratchDatabase database;
    private String stranger = "";
    private String replicator = "";
    private Connection superuser;

    @BeforeEach
    void createRoles() throws SQLException {
        database = ScratchDatabase.create();
        superuser = database.connect();
        stranger = database.createRole("stranger");
        replicator = database.createRole("replicator");
        execute("grant create on database " + database.name() + " to " + stranger + ", " + replicator);
    }

    @AfterEach
    void close() throws SQLException {
        superuser.close();
    }

    @Test
    void refusesASchemaThatAnotherRoleMadeFirst() throws Exception {
        try (Connection other = database.connect(stranger);
                Statement statement = other.createStatement()) {
            statement.execute("create schema typesync; grant all on schema typesync to public");
        }
        try (Connection connection = database.connect(replicator)) {
            schema.ensure(connection);
            assertThatThrownBy(() -> schema.checkReplicator(connection))
                    .isInstanceOf(OutboxRightsException.class)
                    .hasMessageContaining("schema typesync belongs to role " + stranger);
        }
    }

    @Test
    void theSqlInTheErrorGivesTheObjectsToARoleThatNobodyLogsInAs() throws Exception {
        try (Connection other = database.connect(stranger)) {
            schema.ensure(other);
        }
        execute(schema.replicatorGrants(replicator));
        try (Connection connection = database.connect(replicator)) {
            String message = messageOf(connection);
            assertThat(message).contains("create role typesync_owner nologin;");
            execute(message.substring(message.indexOf("create role"))
                    .replace("typesync_owner", "owner_of_" + database.name()));

            assertThatCode(() -> schema.checkReplicator(connection)).doesNotThrowAnyException();

            execute("grant owner_of_" + database.name() + " to " + stranger);
            assertThat(messageOf(connection)).contains("belongs to role owner_of_" + database.name());
        }
    }

    @Test
    void theOwnerOfTheDatabaseMayOwnTheObjects() throws Exception {
        try (Connection other = database.connect(stranger)) {
            schema.ensure(other);
        }
        execute("alter database " + database.name() + " owner to " + stranger);
        execute(schema.replicatorGrants(replicator));
        try (Connection connection = database.connect(replicator)) {
            assertThatCode(() -> schema.checkReplicator(connection)).doesNotThrowAnyException();
        }
    }

    @Test
    void refusesRowLevelSecurityOfTheOutbox() throws Exception {
        schema.ensure(superuser);
        execute("alter table typesync.outbox enable row level security");
        try (Connection connection = database.connect(replicator)) {
            assertThatThrownBy(() -> schema.check(connection))
                    .isInstanceOf(OutboxRightsException.class)
                    .hasMessageContaining("alter table typesync.outbox disable row level security;");
        }
    }

    @Test
    void namesTriggersAndRules() throws Exception {
        schema.ensure(superuser);
        execute("create function noted() returns trigger language plpgsql as 'begin return new; end';"
                + " create trigger spy before insert on typesync.outbox for each row execute function noted();"
                + " create rule spy as on delete to typesync.lease do also select 1");
        assertThat(new SchemaSafety("typesync").check(superuser))
                .isEqualTo("1 on typesync.lease, 1 on typesync.outbox");
        assertThatCode(() -> schema.checkReplicator(superuser)).doesNotThrowAnyException();
    }

    @Test
    void refusesAViewInPlaceOfATable() throws Exception {
        schema.ensure(superuser);
        execute("drop table typesync.request; create view typesync.request as select 1 as id");
        assertThat(messageOf(superuser)).startsWith("table request in schema typesync is not a table");
    }

    private String messageOf(Connection connection) throws SQLException {
        try {
            new SchemaSafety("typesync").check(connection);
            return "";
        } catch (OutboxRightsException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void execute(String sql) throws SQLException {
        ScratchDatabase.execute(superuser, sql);
    }
}
