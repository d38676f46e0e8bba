package dev.typesync.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import liquibase.database.Database;
import org.junit.jupiter.api.Test;

class TypesyncDatabaseTest {
    private final Database database = ServiceLoader.load(Database.class).stream()
            .filter(each -> each.type().equals(TypesyncDatabase.class))
            .map(ServiceLoader.Provider::get)
            .findFirst()
            .orElseThrow();

    @Test
    void knowsTheDriverOfUrlsWithThePrefixBeforeOneOfPostgresql() {
        assertThat(database.getDefaultDriver("jdbc:typesync:postgresql://db/shop"))
                .isEqualTo("dev.typesync.jdbc.TypesyncDriver");
        assertThat(database.getDefaultDriver("jdbc:typesync:mysql://db/shop")).isNull();
        assertThat(database.getDefaultDriver("jdbc:postgresql://db/shop")).isNull();
    }

    @Test
    void isNeverTheDatabaseOfAConnection() throws Exception {
        assertThat(database.isCorrectDatabaseImplementation(null)).isFalse();
        assertThat(database.getShortName()).isNotEqualTo("postgresql");
    }
}
