package dev.typesync.frameworks.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.typesync.frameworks.UrlChange;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.jdbi3.JdbiFactory;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropwizardIT {
    private static final String DDL =
            "create table books (id int generated always as identity primary key, title text, pages int)";

    @TempDir
    private Path directory;

    @Test
    void needsOnlyTheUrlIfItDoesNotNameADriver() throws Exception {
        UrlChange change = create();
        List<Object> seen = change.compare(url -> work(url, null));
        assertThat(seen).containsExactly(List.of(1, 2, 3), 1, 1);
        change.requireEqualRows("select * from books order by id");
        change.awaitDocuments("books", "select id::text, title, pages from books");
        assertThat(change.marks()).isEmpty();
    }

    @Test
    void needsThePropertyThatNamesTheDriverIfItNamesPgjdbcs() throws Exception {
        String url = create().prefixed().url();
        assertThatThrownBy(() -> work(url, "org.postgresql.Driver")).hasStackTraceContaining("returned null for URL");
        assertThat(work(url, "dev.typesync.jdbc.TypesyncDriver")).hasSize(3);
    }

    private UrlChange create() throws Exception {
        return UrlChange.create(directory, DDL, "collections: { books: {} }\n");
    }

    private static List<Object> work(String url, String driver) throws Exception {
        DataSourceFactory database = new DataSourceFactory();
        database.setUrl(url);
        database.setDriverClass(driver);
        Environment environment = new Environment("shop");
        Jdbi jdbi = new JdbiFactory().build(environment, database, "books");
        start(environment);
        try {
            return jdbi.inTransaction(DropwizardIT::change);
        } finally {
            for (LifeCycle managed : environment.lifecycle().getManagedObjects()) {
                managed.stop();
            }
        }
    }

    private static void start(Environment environment) throws Exception {
        for (LifeCycle managed : environment.lifecycle().getManagedObjects()) {
            managed.start();
        }
    }

    private static List<Object> change(Handle handle) {
        List<Integer> keys = handle.prepareBatch("insert into books (title) values (:title)")
                .bind("title", "Emma")
                .add()
                .bind("title", "Ulysses")
                .add()
                .bind("title", "Dracula")
                .add()
                .executePreparedBatch("id")
                .mapTo(Integer.class)
                .list();
        return List.of(
                keys,
                handle.execute("update books set pages = ? where title = ?", 400, "Emma"),
                handle.execute("delete from books where title = ?", "Dracula"));
    }
}
