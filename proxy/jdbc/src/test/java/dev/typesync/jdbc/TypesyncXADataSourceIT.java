package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.typesync.jdbc.delegate.DelegatingConnection;
import dev.typesync.testkit.BranchId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.xa.PGXAConnection;
import org.postgresql.xa.PGXADataSource;

class TypesyncXADataSourceIT {
    @TempDir
    Path directory;

    private ApplicationDatabase database;

    @BeforeEach
    void createDatabase() throws Exception {
        database = ApplicationDatabase.create(directory);
    }

    private TypesyncXADataSource dataSource(String parameters) {
        TypesyncXADataSource dataSource = new TypesyncXADataSource();
        dataSource.setUrl(database.url(ApplicationDatabase.superuser(), parameters));
        dataSource.setUser(ApplicationDatabase.superuser());
        return dataSource;
    }

    @Test
    void capturesChangesOfConnectionsItOpens() throws Exception {
        XAConnection physical =
                dataSource("typesync.config=" + database.configuration()).getXAConnection();
        insertInABranch(physical);
        physical.close();
        database.execute("do $$ begin assert 1 = (select count(*) from typesync.outbox where keys = '{1}'); end $$");
    }

    private static void insertInABranch(XAConnection physical) throws Exception {
        BranchId xid = new BranchId("insert");
        XAResource resource = physical.getXAResource();
        resource.start(xid, XAResource.TMNOFLAGS);
        try (Connection connection = physical.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(connection).isInstanceOf(DelegatingConnection.class);
            statement.executeUpdate("insert into products values (1, 'kettle')");
        }
        resource.end(xid, XAResource.TMSUCCESS);
        resource.prepare(xid);
        resource.commit(xid, false);
    }

    @Test
    void wrapsAnotherDataSourceOnce() throws Exception {
        System.setProperty("typesync.config", database.configuration().toString());
        try {
            PGXADataSource plain = new PGXADataSource();
            plain.setUrl(database.plainUrl(ApplicationDatabase.superuser()));
            TypesyncXADataSource wrapper = new TypesyncXADataSource(plain);
            XAConnection twice = new TypesyncXADataSource(wrapper).getXAConnection();
            try (Connection connection = twice.getConnection()) {
                assertThat(((DelegatingConnection) connection).delegate()).isNotInstanceOf(DelegatingConnection.class);
            }
            insertInABranch(twice);
            twice.close();
            assertThatThrownBy(() -> wrapper.setUrl("jdbc:postgresql:other"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("wraps another XADataSource");
        } finally {
            System.clearProperty("typesync.config");
        }
        database.execute("do $$ begin assert 1 = (select count(*) from typesync.outbox where keys = '{1}'); end $$");
    }

    @Test
    void returnsThePlainConnectionWhenSwitchedOff() throws SQLException {
        XAConnection physical = dataSource("typesync.enabled=false&typesync.config=missing.yaml")
                .getXAConnection();
        assertThat(physical).isInstanceOf(PGXAConnection.class);
        physical.close();
    }

    @Test
    void namesMissingSettings() {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> new TypesyncXADataSource().getXAConnection())
                .withMessageContaining("property url");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> dataSource("ssl=false").getXAConnection())
                .withMessageContaining("There is no configuration");
    }

    @Test
    void passesOnTheDelegatesErrorForAWrongLogin() {
        TypesyncXADataSource dataSource = dataSource("typesync.config=" + database.configuration());
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> dataSource.getXAConnection("nobody_of_this_name", "secret"))
                .satisfies(e -> assertThat(e.getClass().getName()).startsWith("org.postgresql"));
    }
}
