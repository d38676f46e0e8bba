package dev.typesync.jartest.redeploy;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.concurrent.Callable;

/** An application without typesync. Its class loader contains it and the drivers, as in a web application. */
class WebApplication implements Callable<Void>, AutoCloseable {
    private final String url;

    WebApplication(String url) {
        this.url = url;
    }

    final String url() {
        return url;
    }

    @Override
    public Void call() throws Exception {
        Class.forName("org.postgresql.Driver");
        try (Connection connection = DriverManager.getConnection(url())) {
            write(connection);
        }
        return null;
    }

    static void write(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(60); // starts pgjdbc's timer
            statement.executeUpdate("insert into products (name) values ('kettle')");
            statement.executeUpdate("update products set name = 'pot' where id = 1");
            statement.executeUpdate("insert into products (name) select 'cup' from generate_series(1, 3)");
        }
    }

    /** Deregisters the drivers of its own class loader, as Tomcat does when it stops an application. */
    @Override
    public final void close() throws SQLException {
        for (Driver driver : Collections.list(DriverManager.getDrivers())) {
            if (driver.getClass().getClassLoader() == getClass().getClassLoader()) {
                DriverManager.deregisterDriver(driver);
            }
        }
    }
}
