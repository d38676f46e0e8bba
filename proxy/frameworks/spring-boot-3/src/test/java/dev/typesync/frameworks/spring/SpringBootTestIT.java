package dev.typesync.frameworks.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.frameworks.UrlChange;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A test of the application that names the database late, as a test with a container does. */
@SpringBootTest(
        classes = JdbcApplication.class,
        properties = {"spring.flyway.enabled=false", "spring.liquibase.enabled=false", "spring.batch.job.enabled=false"
        })
class SpringBootTestIT {
    @TempDir
    private static Path directory;

    private static UrlChange change;

    @DynamicPropertySource
    static void dataSource(DynamicPropertyRegistry registry) throws SQLException, IOException {
        change = UrlChange.create(directory, JdbcApplication.DDL, JdbcApplication.COLLECTIONS);
        registry.add("spring.datasource.url", () -> change.prefixed().url());
        registry.add("spring.datasource.driver-class-name", () -> "org.postgresql.Driver");
    }

    @Test
    void takesTheUrlFromADynamicPropertySource(@Autowired ConfigurableApplicationContext prefixed) throws Exception {
        change.compare(url -> {
            if (url.equals(change.prefixed().url())) {
                return JdbcApplication.work(prefixed);
            }
            try (ConfigurableApplicationContext plain =
                    Boot.start(JdbcApplication.class, "spring.datasource.url=" + url)) {
                return JdbcApplication.work(plain);
            }
        });
        JdbcApplication.verify(change);
        assertThat(change.marks()).isEmpty();
    }
}
