package dev.typesync.frameworks.pools;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.typesync.jdbc.TypesyncDataSource;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Applications that configure a data source instead of a URL. */
class DataSourceClassIT extends ComparedBookStore {
    @Test
    void replacesTheDataSourceClassOfPgjdbc() throws Exception {
        change().compare(url -> {
            HikariConfig config = new HikariConfig();
            Class<?> type = isPlain(url) ? PGSimpleDataSource.class : TypesyncDataSource.class;
            config.setDataSourceClassName(type.getName());
            config.addDataSourceProperty("url", url);
            config.addDataSourceProperty("user", "postgres");
            return work(config);
        });
    }

    @Test
    void wrapsTheDataSourceOfTheApplication() throws Exception {
        System.setProperty(
                "typesync.config", change().prefixed().configuration().toString());
        try {
            change().compare(url -> {
                HikariConfig config = new HikariConfig();
                config.setDataSource(
                        isPlain(url)
                                ? pgjdbc(url)
                                : new TypesyncDataSource(
                                        pgjdbc(change().prefixed().plainUrl())));
                return work(config);
            });
        } finally {
            System.clearProperty("typesync.config");
        }
    }

    @Test
    void wrapsAPool() throws Exception {
        System.setProperty(
                "typesync.config", change().prefixed().configuration().toString());
        try {
            change().compare(url -> {
                HikariConfig config = new HikariConfig();
                config.setDataSource(
                        pgjdbc(isPlain(url) ? url : change().prefixed().plainUrl()));
                try (HikariDataSource pool = new HikariDataSource(config)) {
                    return BookStore.work(isPlain(url) ? pool : new TypesyncDataSource(pool));
                }
            });
        } finally {
            System.clearProperty("typesync.config");
        }
    }

    private boolean isPlain(String url) {
        return url.equals(change().plain().plainUrl());
    }

    private static DataSource pgjdbc(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        return source;
    }

    private static Object work(HikariConfig config) throws Exception {
        try (HikariDataSource pool = new HikariDataSource(config)) {
            return BookStore.work(pool);
        }
    }
}
