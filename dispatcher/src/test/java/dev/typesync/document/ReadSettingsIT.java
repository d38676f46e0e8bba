package dev.typesync.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.typesync.config.CollectionConfig;
import dev.typesync.testkit.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of a read hold however the driver sends the statements, since a connection can be one of the application's. */
class ReadSettingsIT {
    private static final String READER = "read_settings_it_reader";

    private Scratch db;

    @BeforeEach
    void open() throws SQLException {
        db = new Scratch();
        db.sql(
                "create table t (id int primary key, i interval)",
                "insert into t values (1, '1 day -2 hours')",
                "drop role if exists " + READER,
                "create role " + READER,
                "grant usage on schema public to " + READER,
                "grant select on t to " + READER);
    }

    @AfterEach
    void close() throws SQLException {
        db.sql("drop owned by " + READER, "drop role " + READER);
        db.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "preferQueryMode=simple",
                "preferQueryMode=extendedForPrepared",
                "preferQueryMode=extendedCacheEverything",
                "prepareThreshold=1&binaryTransfer=true",
                "prepareThreshold=-1",
                "autosave=always",
                "defaultRowFetchSize=1"
            })
    void rowsThatRowSecurityHidesAreAnErrorAndNotMissing(String parameters) throws SQLException {
        RowReader reader = new RowReader(db.mapping(CollectionConfig.of("t")));
        try (Connection connection = connect(parameters)) {
            for (int i = 0; i < 3; i++) { // from the second time on the client knows the columns
                assertThat(reader.read(connection, List.of("1")).documents()).hasSize(1);
            }
            db.sql("alter table t enable row level security");
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> reader.read(connection, List.of("1")))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("row-level security");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "preferQueryMode=simple",
                "preferQueryMode=extendedForPrepared",
                "prepareThreshold=1",
                "prepareThreshold=-1"
            })
    void aSessionsSettingsAreNotVisibleInDocuments(String parameters) throws SQLException {
        RowReader reader = new RowReader(db.mapping(CollectionConfig.of("t")));

        try (Connection connection = connect(parameters);
                Statement statement = connection.createStatement()) {
            statement.execute("set intervalstyle = 'iso_8601'");
            for (int i = 0; i < 3; i++) {
                assertThat(reader.read(connection, List.of("1")).documents())
                        .extracting(Scratch::text)
                        .containsExactly("{\"id\":\"1\",\"i\":\"1 day -02:00:00\"}");
            }
        }
    }

    private Connection connect(String parameters) throws SQLException {
        Connection connection = DriverManager.getConnection(
                SharedServers.postgres().url(db.connection.getCatalog()) + "&" + parameters);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set role " + READER);
        }
        return connection;
    }
}
