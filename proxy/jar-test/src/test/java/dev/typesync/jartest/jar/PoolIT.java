package dev.typesync.jartest.jar;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.typesync.jartest.Delivery;
import dev.typesync.jdbc.TypesyncDataSource;
import dev.typesync.testkit.Deployment;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** Connects through HikariCP, in each way that applications configure it. */
class PoolIT {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    private Deployment shop;

    @BeforeEach
    void deploy() throws Exception {
        shop = Deployment.ofProducts(directory, "collections:\n  products: {}\n");
    }

    @Test
    void connectsWithTheUrl() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(shop.url());

        assertDeliversThrough(config);
    }

    @Test
    void connectsWithTheUrlAndTheDriversClassName() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setDriverClassName("dev.typesync.jdbc.TypesyncDriver");
        config.setJdbcUrl(shop.url());

        assertDeliversThrough(config);
    }

    @Test
    void connectsWithTheClassNameOfTheDataSource() throws Exception {
        HikariConfig config = new HikariConfig();
        Properties properties = new Properties();
        properties.setProperty("url", shop.url());
        config.setDataSourceClassName("dev.typesync.jdbc.TypesyncDataSource");
        config.setDataSourceProperties(properties);

        assertDeliversThrough(config);
    }

    @Test
    void isWrappedByATypesyncDataSource() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(shop.postgres().url(shop.database()));
        config.setAutoCommit(false);
        System.setProperty("typesync.config", shop.configuration().toString());
        try (HikariDataSource pool = new HikariDataSource(config)) {
            TypesyncDataSource dataSource = new TypesyncDataSource(pool);
            insert(dataSource, "kettle");
            dataSource.awaitDelivered(TIMEOUT);
            assertThat(shop.documents("products").byId()).containsOnlyKeys("1");
        } finally {
            System.clearProperty("typesync.config");
        }
    }

    private void assertDeliversThrough(HikariConfig config) throws Exception {
        config.setMaximumPoolSize(2);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            insert(pool, "kettle");
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.isWrapperFor(PGConnection.class)).isTrue();
            }
            Delivery.await(shop);
            assertThat(shop.documents("products").byId()).containsOnlyKeys("1");
        }
    }

    private static void insert(DataSource dataSource, String name) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into products (name) values ('" + name + "')");
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }
}
