package dev.typesync.frameworks.pools;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.typesync.frameworks.UrlChange;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HikariIT {
    @TempDir
    private Path directory;

    @Test
    void needsOnlyTheUrl() throws Exception {
        UrlChange change = UrlChange.create(directory, BookStore.DDL, BookStore.COLLECTIONS);
        change.compare(url -> {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(url);
            try (HikariDataSource pool = new HikariDataSource(config)) {
                return BookStore.work(pool);
            }
        });
        BookStore.verify(change);
        assertThat(change.marks()).isEmpty();
    }
}
