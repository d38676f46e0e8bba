package dev.typesync.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.flywaydb.core.extensibility.Plugin;
import org.junit.jupiter.api.Test;

class TypesyncDatabaseTypeTest {
    private final TypesyncDatabaseType type = ServiceLoader.load(Plugin.class).stream()
            .filter(each -> each.type().equals(TypesyncDatabaseType.class))
            .map(each -> (TypesyncDatabaseType) each.get())
            .findFirst()
            .orElseThrow();

    @Test
    void handlesUrlsWithThePrefixBeforeOneOfPostgresql() {
        assertThat(type.handlesJDBCUrl("jdbc:typesync:postgresql://db/shop")).isTrue();
        assertThat(type.handlesJDBCUrl("jdbc:typesync:p6spy:postgresql://db/shop"))
                .isTrue();
        assertThat(type.handlesJDBCUrl("jdbc:typesync:mysql://db/shop")).isFalse();
        assertThat(type.handlesJDBCUrl("jdbc:postgresql://db/shop")).isFalse();
        assertThat(type.handlesJDBCUrl("jdbc:p6spy:typesync:postgresql://db/shop"))
                .isFalse();
    }

    @Test
    void isNeverTheTypeOfAConnection() throws Exception {
        assertThat(type.handlesDatabaseProductNameAndVersion("PostgreSQL", "PostgreSQL 18.6", null))
                .isFalse();
    }
}
