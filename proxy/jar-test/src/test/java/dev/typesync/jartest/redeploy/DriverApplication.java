package dev.typesync.jartest.redeploy;

import dev.typesync.jdbc.TypesyncDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;

/** An application that uses typesync by its URL. */
final class DriverApplication extends WebApplication {
    DriverApplication(String url) {
        super(url);
    }

    @Override
    public Void call() throws Exception {
        Class.forName("org.postgresql.Driver");
        Class.forName("dev.typesync.jdbc.TypesyncDriver");
        try (Connection connection = DriverManager.getConnection(url())) {
            write(connection);
        }
        TypesyncDataSource dataSource = new TypesyncDataSource();
        dataSource.setUrl(url());
        dataSource.awaitDelivered(Duration.ofMinutes(1));
        return null;
    }
}
