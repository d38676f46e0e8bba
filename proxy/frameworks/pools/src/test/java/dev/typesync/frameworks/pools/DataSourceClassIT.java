package dev.typesync.frameworks.pools;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.typesync.frameworks.UrlChange;
import dev.typesync.jdbc.TypesyncDataSource;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Applications that configure a data source instead of a URL. */
class DataSourceClassIT {
    @TempDir
    private Path directory;

    private UrlChange change;

    @BeforeEach
    void createDatabases() throws Exception {
        change = UrlChange.create(directory, BookStore.DDL, BookStore.COLLECTIONS);
    }

    @AfterEach
    void documentsEqualRows() throws Exception {
        BookStore.verify(change);
        assertThat(change.marks()).isEmpty();
    }

    @Test
    void replacesTheDataSourceClassOfPgjdbc() throws Exception {
        change.compare(url -> {
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
        System.setProperty("typesync.config", change.prefixed().configuration().toString());
        try {
            change.compare(url -> {
                HikariConfig config = new HikariConfig();
                config.setDataSource(
                        isPlain(url)
                                ? pgjdbc(url)
                                : new TypesyncDataSource(
                                        pgjdbc(change.prefixed().plainUrl())));
                return work(config);
            });
            BookStore.verify(change);
        } finally {
            System.clearProperty("typesync.config");
        }
    }

    @Test
    void wrapsAPool() throws Exception {
        System.setProperty("typesync.config", change.prefixed().configuration().toString());
        try {
            change.compare(url -> {
                HikariConfig config = new HikariConfig();
                config.setDataSource(
                        pgjdbc(isPlain(url) ? url : change.prefixed().plainUrl()));
                try (HikariDataSource pool = new HikariDataSource(config)) {
                    return BookStore.work(isPlain(url) ? pool : new TypesyncDataSource(pool));
                }
            });
        } finally {
            System.clearProperty("typesync.config");
        }
    }

    private boolean isPlain(String url) {
        return url.equals(change.plain().plainUrl());
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
