package dev.typesync.frameworks.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.frameworks.UrlChange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;

/** {@code spring.datasource} with each pool, and the URL from each place that Boot reads. */
class SpringJdbcIT {
    private static final String PG_DRIVER = "spring.datasource.driver-class-name=org.postgresql.Driver";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.zaxxer.hikari.HikariDataSource",
                "org.apache.commons.dbcp2.BasicDataSource",
                "org.apache.tomcat.jdbc.pool.DataSource"
            })
    void eachPoolNeedsOnlyTheUrl(String pool) throws Exception {
        String type = "spring.datasource.type=" + pool;
        UrlChange change = UrlChange.create(directory, JdbcApplication.DDL, JdbcApplication.COLLECTIONS);

        change.compare(url -> {
            try (ConfigurableApplicationContext context =
                    Boot.start(JdbcApplication.class, "spring.datasource.url=" + url, type)) {
                assertThat(context.getBean(DataSource.class)).isInstanceOf(Class.forName(pool));
                return JdbcApplication.work(context);
            }
        });
        change.compare(url -> {
            try (ConfigurableApplicationContext context =
                    Boot.start(JdbcApplication.class, "spring.datasource.url=" + url, type, PG_DRIVER)) {
                return context.getBean(JdbcTemplate.class).update("update books set pages = pages + 1");
            }
        });
        JdbcApplication.verify(change);
        assertThat(change.marks()).isEmpty();
    }

    @Test
    void theUrlMayComeFromAFileOrTheEnvironment() throws Exception {
        UrlChange change = UrlChange.create(directory, JdbcApplication.DDL, JdbcApplication.COLLECTIONS);

        change.compare(url -> {
            Path yaml = Files.writeString(directory.resolve("application.yaml"), """
                    spring:
                      datasource:
                        url: ${shop.url}
                        driverClassName: org.postgresql.Driver
                        hikari: { maximumPoolSize: 2, poolName: shop }
                    shop: { url: "%s" }
                    """.formatted(url));
            try (ConfigurableApplicationContext context =
                    Boot.start(JdbcApplication.class, "spring.config.location=" + yaml)) {
                return JdbcApplication.work(context);
            }
        });
        change.compare(url -> {
            SpringApplication application = Boot.application(JdbcApplication.class);
            application.addInitializers(context -> context.getEnvironment()
                    .getPropertySources()
                    .addLast(new SystemEnvironmentPropertySource(
                            "other-systemEnvironment", Map.of("SPRING_DATASOURCE_URL", url))));
            try (ConfigurableApplicationContext context = application.run()) {
                return context.getBean(JdbcTemplate.class).update("update books set pages = pages + 1");
            }
        });
        JdbcApplication.verify(change);
        assertThat(change.marks()).isEmpty();
    }

    @Test
    void anH2DatabaseStaysWhatItIs() {
        try (ConfigurableApplicationContext context =
                Boot.start(JdbcApplication.class, "spring.datasource.url=jdbc:h2:mem:shop")) {
            JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
            jdbc.execute("create table books (id int)");
            assertThat(jdbc.queryForList("select * from books")).isEqualTo(List.of());
        }
    }
}
