package dev.typesync.frameworks.pools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.frameworks.UrlChange;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Each test has two book stores. At its end rows are the same, and documents equal rows, without a comparison. */
abstract class ComparedBookStore {
    @TempDir
    private Path directory;

    private UrlChange change;

    @BeforeEach
    void createDatabases() throws Exception {
        change = UrlChange.create(directory, BookStore.DDL, BookStore.COLLECTIONS);
    }

    @AfterEach
    void documentsEqualRows() throws SQLException {
        BookStore.verify(change);
        assertThat(change.marks()).isEmpty();
    }

    final UrlChange change() {
        return change;
    }
}
