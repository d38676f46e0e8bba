package dev.typesync.frameworks.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.frameworks.UrlChange;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Migrations that Boot runs before the application works: they create the table and its first row. */
class MigrationsIT {
    private static final String PG_DRIVER = "driver-class-name=org.postgresql.Driver";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"flyway", "liquibase"})
    void migrateWithTheDataSourceOfTheApplication(String tool) throws Exception {
        UrlChange change = UrlChange.create(directory, "select 1", JdbcApplication.COLLECTIONS);
        change.compare(url -> work(url, tool));
        change.compare(url -> run(url, tool, "spring." + tool + ".user=postgres", "spring." + tool + "." + PG_DRIVER));
        JdbcApplication.verify(change);
        assertThat(change.marks()).isSubsetOf("public.books: ddl"); // the migration
    }

    @ParameterizedTest
    @ValueSource(strings = {"flyway", "liquibase"})
    void migrateWithAUrlOfTheirOwn(String tool) throws Exception {
        UrlChange change = UrlChange.create(directory, "select 1", JdbcApplication.COLLECTIONS);
        change.compare(url -> work(url, tool, "spring." + tool + ".url=" + url));
        change.compare(url -> run(url, tool, "spring." + tool + ".url=" + url, "spring." + tool + "." + PG_DRIVER));
        JdbcApplication.verify(change);
        assertThat(change.marks()).isSubsetOf("public.books: ddl"); // the migration
    }

    private static List<Object> work(String url, String tool, String... properties) {
        try (ConfigurableApplicationContext context = start(url, tool, properties)) {
            return JdbcApplication.work(context);
        }
    }

    /** The second start finds nothing to migrate. */
    private static boolean run(String url, String tool, String... properties) {
        try (ConfigurableApplicationContext context = start(url, tool, properties)) {
            return context.isRunning();
        }
    }

    private static ConfigurableApplicationContext start(String url, String tool, String... properties) {
        return Boot.start(
                JdbcApplication.class,
                Stream.concat(
                                Stream.of(
                                        "spring.datasource.url=" + url,
                                        "spring." + tool + ".enabled=true",
                                        "spring.liquibase.change-log=classpath:db/changelog.sql"),
                                Stream.of(properties))
                        .toArray(String[]::new));
    }
}
