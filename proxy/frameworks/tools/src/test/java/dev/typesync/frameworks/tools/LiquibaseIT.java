package dev.typesync.frameworks.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.frameworks.UrlChange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import liquibase.database.DatabaseFactory;
import liquibase.database.core.PostgresDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiquibaseIT {
    private static final Map<String, Object> CHANGELOG = Map.of("changelogFile", "liquibase/changelog.xml");

    @TempDir
    private Path directory;

    @Test
    void changesTheDatabaseByTheUrlWithThePlugIn() throws Exception {
        UrlChange change = UrlChange.create(directory, "select 1", "collections: { books: {} }\n");
        List<Object> seen = change.compare(LiquibaseIT::changeDatabase);
        assertThat(seen.toString()).contains("csv EXECUTED", "locked: false", "duplicate key value");
        awaitBooks(change);
        List<String> marks = change.marks();

        change.compare(Books::work);

        awaitBooks(change);
        assertThat(change.marks()).isEqualTo(marks);
    }

    @Test
    void needsThePropertyDriverWithoutThePlugIn() throws Exception {
        UrlChange change = UrlChange.create(directory, "select 1", "collections: { books: {} }\n");
        LiquibaseCommands commands = new LiquibaseCommands(change.prefixed().url());
        DatabaseFactory databases = DatabaseFactory.getInstance();
        databases.clearRegistry();
        databases.register(new PostgresDatabase());
        try {
            assertThat(commands.error("update", CHANGELOG))
                    .contains("Driver class was not specified and could not be determined from the url");
            commands.run("update", with("driver", "dev.typesync.jdbc.TypesyncDriver"));
        } finally {
            DatabaseFactory.reset();
        }
        new LiquibaseCommands(change.plain().plainUrl()).run("update", CHANGELOG);
        awaitBooks(change);
    }

    private static List<Object> changeDatabase(String url) throws Exception {
        LiquibaseCommands commands = new LiquibaseCommands(url);
        commands.run("validate", CHANGELOG);
        commands.run("update", with("contexts", "production"));
        List<Object> seen = new ArrayList<>(commands.log());
        commands.run("tag", Map.of("tag", "first"));
        commands.run("update", with("contexts", "test"));
        commands.run("rollback", with("tag", "first"));
        seen.addAll(commands.log());
        commands.run("update", CHANGELOG);
        seen.add(commands.error("update", Map.of("changelogFile", "liquibase/failing.xml")));
        seen.addAll(commands.log());
        return seen;
    }

    private static Map<String, Object> with(String name, String value) {
        return Map.of("changelogFile", CHANGELOG.get("changelogFile"), name, value);
    }

    private static void awaitBooks(UrlChange change) throws Exception {
        change.requireEqualRows("select * from books order by id");
        change.awaitDocuments("books", "select id::text, title, pages, seller from books");
    }
}
