package dev.typesync.frameworks.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.frameworks.UrlChange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HibernateIT {
    private static final Map<String, Object> BATCHES = Map.of(
            "hibernate.jdbc.batch_size", 20,
            "hibernate.order_inserts", true,
            "hibernate.order_updates", true,
            "hibernate.jdbc.batch_versioned_data", true);

    private static final Map<String, Object> HIKARI = Map.of(
            "hibernate.connection.provider_class", "hikari",
            "hibernate.connection.provider_disables_autocommit", true,
            "hibernate.hikari.autoCommit", "false",
            "hibernate.hikari.maximumPoolSize", "4");

    @TempDir
    private Path directory;

    @Test
    void worksWithItsOwnPool() throws Exception {
        work("", Map.of("hibernate.connection.provider_class", Sessions.OWN_POOL));
    }

    @Test
    void worksWithBatches() throws Exception {
        work("", BATCHES);
    }

    @Test
    void worksWithBatchesThatTheDriverCombines() throws Exception {
        work("&reWriteBatchedInserts=true", BATCHES);
    }

    @Test
    void worksWithHikari() throws Exception {
        work("", HIKARI);
    }

    private void work(String parameters, Map<String, Object> settings) throws Exception {
        UrlChange change = UrlChange.create(directory, Sessions.ddl(directory), Tables.COLLECTIONS);
        List<Object> seen = change.compare(url -> {
            try (SessionFactory sessions = Sessions.open(url + parameters, settings)) {
                List<Object> results = new ArrayList<>();
                results.addAll(LibraryWork.run(sessions));
                results.addAll(DepotWork.run(sessions));
                results.addAll(StatelessWork.run(sessions));
                return results;
            }
        });
        assertThat(seen).isNotEmpty();
        Tables.verify(change);
        assertThat(change.marks()).isEmpty();
    }
}
