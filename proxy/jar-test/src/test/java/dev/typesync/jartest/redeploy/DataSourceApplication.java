package dev.typesync.jartest.redeploy;

import dev.typesync.jdbc.TypesyncDataSource;
import java.sql.Connection;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/** An application whose own data source is wrapped. It never names typesync's driver. */
final class DataSourceApplication extends WebApplication {
    DataSourceApplication(String url) {
        super(url);
    }

    @Override
    public Void call() throws Exception {
        PGSimpleDataSource own = new PGSimpleDataSource();
        own.setUrl(url());
        TypesyncDataSource dataSource = new TypesyncDataSource(own);
        try (Connection connection = dataSource.getConnection()) {
            write(connection);
        }
        dataSource.awaitDelivered(Duration.ofMinutes(1));
        return null;
    }
}
