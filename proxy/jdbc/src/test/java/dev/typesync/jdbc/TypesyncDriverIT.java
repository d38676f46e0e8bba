package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.typesync.jdbc.delegate.DelegatingConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.PgConnection;

class TypesyncDriverIT {
    @TempDir
    Path directory;

    private ApplicationDatabase database;
    private String superuser;

    @BeforeEach
    void createDatabase() throws Exception {
        database = ApplicationDatabase.create(directory);
        superuser = ApplicationDatabase.superuser();
    }

    @Test
    void isFoundByTheDriverManagerAndReturnsAWrapper() throws SQLException {
        try (Connection connection = database.connect(superuser)) {
            assertThat(connection).isInstanceOf(DelegatingConnection.class);
            assertThat(connection.unwrap(PGConnection.class)).isSameAs(connection);
            assertThat(connection.unwrap(PgConnection.class)).isNotNull();
            assertThat(connection.getMetaData().getURL()).isEqualTo(database.plainUrl(superuser));
        }
    }

    @Test
    void ignoresUrlsWithoutThePrefix() throws SQLException {
        Driver driver = new TypesyncDriver();

        assertThat(driver.acceptsURL(database.plainUrl(superuser))).isFalse();
        assertThat(driver.connect(database.plainUrl(superuser), new Properties()))
                .isNull();
        assertThat(driver.getPropertyInfo(database.plainUrl(superuser), null)).isEmpty();
    }

    @Test
    void describesTypesyncsPropertiesBeforeThoseOfTheDelegate() throws SQLException {
        DriverPropertyInfo[] infos =
                new TypesyncDriver().getPropertyInfo(database.url(superuser, "typesync.enabled=false"), null);

        assertThat(Arrays.stream(infos).map(info -> info.name))
                .startsWith("typesync.config", "typesync.enabled", "typesync.driver", "typesync.replicator")
                .contains("ApplicationName");
        assertThat(infos[1].value).isEqualTo("false");
    }

    @Test
    void returnsThePlainConnectionWithoutAConfigurationWhenSwitchedOff() throws SQLException {
        String url = database.url(superuser, "typesync.enabled=false&typesync.config=missing.yaml");

        try (Connection connection = DriverManager.getConnection(url)) {
            assertThat(connection).isInstanceOf(PgConnection.class);
            assertThat(schemaExists()).isFalse();
        }
    }

    @Test
    void returnsThePlainConnectionWhenTheConfigurationSwitchesItOff() throws Exception {
        Path off = Files.writeString(directory.resolve("off.yaml"), "enabled: false\n");

        try (Connection connection = DriverManager.getConnection(database.url(superuser, "typesync.config=" + off))) {
            assertThat(connection).isInstanceOf(PgConnection.class);
        }
    }

    @Test
    void returnsThePlainConnectionWhenTheEnvironmentSwitchesItOff() throws SQLException {
        System.setProperty("TYPESYNC_ENABLED", "false");
        try (Connection connection =
                DriverManager.getConnection(database.url(superuser, "typesync.config=missing.yaml"))) {
            assertThat(connection).isInstanceOf(PgConnection.class);
        } finally {
            System.clearProperty("TYPESYNC_ENABLED");
        }
    }

    @Test
    void failsTheFirstConnectionWithASampleWhenThereIsNoConfiguration() {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> DriverManager.getConnection(database.url(superuser, "ssl=false")))
                .withMessageContaining("There is no configuration")
                .withMessageContaining("collections:")
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("F0000"));
    }

    @Test
    void namesFileLineAndKeyOfAnInvalidConfiguration() throws Exception {
        Path wrong = Files.writeString(directory.resolve("wrong.yaml"), """
                typesense: { nodes: ["http://127.0.0.1:1"], apiKey: key }
                collections:
                  products: { tabel: goods }
                """);

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> DriverManager.getConnection(database.url(superuser, "typesync.config=" + wrong)))
                .withMessageContaining(wrong + ":3")
                .withMessageContaining("tabel");
    }

    @Test
    void readsAnInvalidConfigurationAgain() throws Exception {
        Path file = Files.writeString(directory.resolve("mended.yaml"), "collections: 7\n");
        String url = database.url(superuser, "typesync.config=" + file);
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> DriverManager.getConnection(url));

        Files.copy(database.configuration(), file, StandardCopyOption.REPLACE_EXISTING);

        try (Connection connection = DriverManager.getConnection(url)) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @Test
    void createsTheObjectsWithTheFirstWritingConnection() throws SQLException {
        try (Connection connection = database.connect(superuser)) {
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(schemaExists()).isTrue();
        }
    }

    @Test
    void failsTheFirstConnectionWithTheDdlWhenTheRoleMayNotCreateTheObjects() throws SQLException {
        String role = database.createRole("grant select, insert on products");

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> database.connect(role))
                .withMessageContaining("create table if not exists typesync.outbox")
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }

    @Test
    void requiresNothingOfARoleThatMayWriteNoReplicatedTable() throws SQLException {
        String role = database.createRole("grant select on products");

        try (Connection connection = database.connect(role)) {
            assertThat(connection).isInstanceOf(DelegatingConnection.class);
            assertThat(schemaExists()).isFalse();
        }
    }

    @Test
    void requiresNothingOfAReadOnlyConnection() throws SQLException {
        String url = database.url(superuser, "readOnly=true&typesync.config=" + database.configuration());

        try (Connection connection = DriverManager.getConnection(url)) {
            assertThat(connection.isReadOnly()).isTrue();
            assertThat(schemaExists()).isFalse();
        }
    }

    @Test
    void namesTheGrantThatAReplicatingRoleLacks() throws SQLException {
        DriverManager.getConnection(database.url(
                        superuser, "typesync.replicator=external&typesync.config=" + database.configuration()))
                .close(); // creates the objects, but starts no replicator in this process
        String role = database.createRole("grant insert on products");
        database.execute(
                "grant all on schema typesync to " + role, "grant all on all tables in schema typesync to " + role);

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> database.connect(role))
                .withMessageContaining("grant select on products to " + role + ";");
    }

    @Test
    void needsOnlyThePublicInsertRightWhenAnotherProcessReplicates() throws SQLException {
        database.connect(superuser).close();
        String role = database.createRole("grant select, insert on products");
        String url = database.url(role, "typesync.replicator=external&typesync.config=" + database.configuration());

        try (Connection connection = DriverManager.getConnection(url)) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @Test
    void usesTheNamedDelegateDriver() throws SQLException {
        String url = database.url(superuser, "typesync.enabled=false&typesync.driver=");

        DriverManager.getConnection(url + "org.postgresql.Driver").close();
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> DriverManager.getConnection(url + "org.example.Absent"))
                .withMessageContaining("org.example.Absent");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> DriverManager.getConnection(url + "dev.typesync.jdbc.TypesyncDriver"))
                .withMessageContaining("does not accept");
    }

    @Test
    void neverWrapsTwice() throws SQLException {
        TypesyncDataSource inner = new TypesyncDataSource();
        inner.setUrl(database.url(superuser, "typesync.config=" + database.configuration()));
        System.setProperty("typesync.config", database.configuration().toString());
        try (Connection connection = new TypesyncDataSource(inner).getConnection()) {
            assertThat(connection).isInstanceOf(DelegatingConnection.class);
            assertThat(((DelegatingConnection) connection).delegate()).isInstanceOf(PgConnection.class);
        } finally {
            System.clearProperty("typesync.config");
        }
    }

    @Test
    void passesOnTheDelegatesErrorForAWrongLogin() {
        String url = database.url("nobody_of_this_name", "typesync.config=" + database.configuration());

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> DriverManager.getConnection(url))
                .satisfies(e -> assertThat(e.getClass().getName()).startsWith("org.postgresql"));
    }

    private boolean schemaExists() throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.plainUrl(superuser));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select to_regclass('typesync.outbox') is not null")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
