package dev.typesync.frameworks.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.typesync.frameworks.UrlChange;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** Data sources under prefixes of the application's own, made in the ways that Boot's manual shows. */
class DataSourcesIT {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"jdbc-url", "jdbcUrl"})
    void eachDataSourceNeedsOnlyItsUrl(String name) throws Exception {
        UrlChange change = UrlChange.create(directory, JdbcApplication.DDL, JdbcApplication.COLLECTIONS);

        change.compare(url -> updates(
                "app.properties.url=" + url,
                "app.builder." + name + "=" + url,
                "app.config.data-source-class-name=org.postgresql.ds.PGSimpleDataSource",
                "app.config.data-source-properties.url=" + url));
        change.compare(url -> updates(
                "app.properties.url=" + url,
                "app.properties.driver-class-name=org.postgresql.Driver",
                "app.builder." + name + "=" + url,
                "app.builder.driverClassName=org.postgresql.Driver",
                "app.config." + name + "=" + url,
                "app.config.driver-class-name=org.postgresql.Driver"));

        JdbcApplication.verify(change);
        assertThat(change.marks()).isEmpty();
    }

    @Test
    void theUrlOfOneDoesNotChangeTheOthers() throws Exception {
        UrlChange change = UrlChange.create(directory, JdbcApplication.DDL, JdbcApplication.COLLECTIONS);
        String plain = change.plain().plainUrl();
        try (ConfigurableApplicationContext context = Boot.start(
                Application.class,
                "app.properties.url=" + plain,
                "app.builder.jdbc-url=" + change.prefixed().url(),
                "app.config.jdbc-url=" + plain,
                "app.config.driver-class-name=org.postgresql.Driver")) {
            assertThat(driver(context, "properties")).isEqualTo("org.postgresql.Driver");
            assertThat(driver(context, "builder")).isEqualTo("dev.typesync.jdbc.TypesyncDriver");
            assertThat(context.getBean("config", HikariDataSource.class).getDriverClassName())
                    .isEqualTo("org.postgresql.Driver");
        }
    }

    private static String driver(ConfigurableApplicationContext context, String name) {
        return context.getBean(name, HikariDataSource.class).getDriverClassName();
    }

    /** Each data source inserts a row and changes all. */
    private static List<Integer> updates(String... properties) {
        try (ConfigurableApplicationContext context = Boot.start(Application.class, properties)) {
            return Stream.of("properties", "builder", "config")
                    .map(name -> new JdbcTemplate(context.getBean(name, DataSource.class)))
                    .map(jdbc -> jdbc.update("insert into books (title, pages) select count(*)::text, 0 from books")
                            + jdbc.update("update books set pages = pages + 1"))
                    .toList();
        }
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableConfigurationProperties
    static class Application {
        @Bean
        @ConfigurationProperties("app.properties")
        BootProperties dataSourceProperties() {
            return new BootProperties();
        }

        @Bean
        DataSource properties(BootProperties dataSourceProperties) {
            return dataSourceProperties.initializeDataSourceBuilder().build();
        }

        @Bean
        @ConfigurationProperties("app.builder")
        DataSource builder() {
            return DataSourceBuilder.create().type(HikariDataSource.class).build();
        }

        @Bean
        @ConfigurationProperties("app.config")
        HikariConfig hikariConfig() {
            return new HikariConfig();
        }

        @Bean
        DataSource config(HikariConfig hikariConfig) {
            return new HikariDataSource(hikariConfig);
        }
    }
}
