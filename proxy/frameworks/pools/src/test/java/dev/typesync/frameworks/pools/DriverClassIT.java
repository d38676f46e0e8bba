package dev.typesync.frameworks.pools;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mchange.v2.c3p0.ComboPooledDataSource;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.typesync.jdbc.TypesyncDriver;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.sql.SQLException;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.tomcat.jdbc.pool.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

/**
 * Applications that also name a driver class. pgjdbc's own class refuses the prefix, so most pools fail until it is
 * removed or replaced.
 */
class DriverClassIT extends ComparedBookStore {
    /** Opens a pool with the URL and the name of a driver class. */
    @FunctionalInterface
    private interface Opening {
        OpenPool open(String url, Class<? extends java.sql.Driver> driver) throws SQLException;
    }

    @Test
    void hikariNeedsAnotherClass() throws Exception {
        refusesTheClassOfPgjdbc(DriverClassIT::hikari, "claims to not accept jdbcUrl");
    }

    @Test
    void dbcpNeedsAnotherClass() throws Exception {
        refusesTheClassOfPgjdbc(DriverClassIT::dbcp, "Cannot create JDBC driver of class 'org.postgresql.Driver'");
    }

    @Test
    void tomcatNeedsAnotherClass() throws Exception {
        refusesTheClassOfPgjdbc(DriverClassIT::tomcat, "returned null for URL");
    }

    @Test
    void agroalNeedsAnotherClass() throws Exception {
        refusesTheClassOfPgjdbc(DriverClassIT::agroal, "Driver does not support the provided URL");
    }

    @Test
    void c3p0TakesTheClassOfPgjdbc() throws Exception {
        work(DriverClassIT::c3p0, Driver.class);
    }

    private void refusesTheClassOfPgjdbc(Opening opening, String message) throws Exception {
        assertThatThrownBy(() -> {
                    try (OpenPool pool = opening.open(change().prefixed().url(), Driver.class)) {
                        pool.dataSource().getConnection().close();
                    }
                })
                .hasStackTraceContaining(message);
        work(opening, TypesyncDriver.class);
    }

    private void work(Opening opening, Class<? extends java.sql.Driver> prefixed) throws Exception {
        change().compare(url -> {
            boolean plain = url.equals(change().plain().plainUrl());
            try (OpenPool pool = opening.open(url, plain ? Driver.class : prefixed)) {
                return BookStore.work(pool.dataSource());
            }
        });
    }

    private static OpenPool hikari(String url, Class<?> driver) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setDriverClassName(driver.getName());
        HikariDataSource pool = new HikariDataSource(config);
        return new OpenPool(pool, pool::close);
    }

    private static OpenPool dbcp(String url, Class<?> driver) {
        BasicDataSource pool = new BasicDataSource();
        pool.setUrl(url);
        pool.setDriverClassName(driver.getName());
        return new OpenPool(pool, pool::close);
    }

    private static OpenPool tomcat(String url, Class<?> driver) {
        DataSource pool = new DataSource();
        pool.setUrl(url);
        pool.setDriverClassName(driver.getName());
        return new OpenPool(pool, pool::close);
    }

    private static OpenPool agroal(String url, Class<?> driver) throws SQLException {
        AgroalDataSource pool = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(configuration -> configuration
                        .maxSize(2)
                        .connectionFactoryConfiguration(
                                factory -> factory.jdbcUrl(url).connectionProviderClass(driver))));
        return new OpenPool(pool, pool::close);
    }

    private static OpenPool c3p0(String url, Class<?> driver) throws SQLException {
        ComboPooledDataSource pool = new ComboPooledDataSource();
        pool.setJdbcUrl(url);
        try {
            pool.setDriverClass(driver.getName());
        } catch (java.beans.PropertyVetoException e) {
            throw new SQLException(e);
        }
        return new OpenPool(pool, pool::close);
    }
}
