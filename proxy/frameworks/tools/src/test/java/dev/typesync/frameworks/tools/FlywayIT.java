package dev.typesync.frameworks.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.typesync.frameworks.UrlChange;
import dev.typesync.frameworks.tools.flyway.Migrations;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlywayIT {
    private static final String BOOKS = "collections: { books: {} }\n";

    @TempDir
    private Path directory;

    @Test
    void migratesByTheUrlWithThePlugIn() throws Exception {
        migrate(new Migrations());
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0", "11.7.2", "11.14.1", "12.11.0"})
    void migratesByTheUrlInOlderVersions(String version) throws Exception {
        try (FlywayLoader loader = FlywayLoader.of(version)) {
            UrlChange.Program<List<Object>> program = loader.program("Migrations");
            assertThat(program.getClass()).isNotEqualTo(Migrations.class);
            migrate(program);
        }
    }

    @Test
    void findsNoDriverWithoutThePlugIn() throws Exception {
        UrlChange change = UrlChange.create(directory, "select 1", BOOKS);
        String url = change.prefixed().url();
        try (FlywayLoader loader = FlywayLoader.withoutPlugIn("11.14.1")) {
            UrlChange.Program<List<Object>> program = loader.program("Migrations");
            assertThatThrownBy(() -> program.run(url)).hasMessageContaining("No Flyway database plugin found");
        }
    }

    @Test
    void documentsFollowASchemaThatIsCleanedAndMigratedAgain() throws Exception {
        // both runs of the migrations mark the table, and the second mark must not wait for the usual ten minutes
        UrlChange change = UrlChange.create(directory, "select 1", BOOKS + "delivery: { reconcileInterval: 1s }\n");
        change.compare(
                url -> Migrations.configuration(url, "good").target("4").load().migrate().migrationsExecuted);
        awaitBooks(change);
        change.compare(url -> {
            Books.work(url);
            Flyway flyway = Migrations.configuration(url, "good").target("4").load();
            flyway.clean();
            return flyway.migrate().migrationsExecuted;
        });
        change.requireEqualRows("select * from books order by id");
        awaitBooks(change);
    }

    private void migrate(UrlChange.Program<List<Object>> program) throws Exception {
        UrlChange change = UrlChange.create(directory, "select 1", BOOKS);
        List<Object> seen = change.compare(program);
        assertThat(seen).startsWith(6, 0);
        change.requireEqualRows("select * from books order by id");
        change.requireEqualRows("select * from archive.old_books");
        change.requireEqualRows("select * from titles");
        change.requireEqualRows("select * from log");
        change.requireEqualRows("select version, description, checksum, success from flyway_schema_history order by 1");
        awaitBooks(change);
        List<String> marks = change.marks();

        change.compare(Books::work);

        change.requireEqualRows("select * from books order by id");
        awaitBooks(change);
        assertThat(change.marks()).isEqualTo(marks);
    }

    private static void awaitBooks(UrlChange change) throws Exception {
        change.awaitDocuments("books", "select id::text, title, pages, seller from books");
    }
}
