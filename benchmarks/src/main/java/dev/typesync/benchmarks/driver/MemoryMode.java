package dev.typesync.benchmarks.driver;

import dev.typesync.jdbc.TypesyncDataSource;
import dev.typesync.testkit.TypesenseServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * Keys wait in the memory of this process, which delivers the rows to its own Typesense during the measurement.
 *
 * <p>A table that is only marked must not pass as a table with known keys. Therefore comparisons are postponed for
 * longer than the run.
 */
final class MemoryMode implements DurabilityMode {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String PREFIX = "typesync_benchmark_";

    /**
     * Changes rows without known keys, so both tables are marked. The first comparison of each table runs immediately;
     * all later ones are postponed.
     */
    private static final String MARKED =
            "do 'begin update item set stock = 0 where false; update arrival set stock = 0 where false; end'";

    private final TypesenseServer typesense;
    private final BenchmarkConfiguration configuration;

    private MemoryMode(TypesenseServer typesense, BenchmarkConfiguration configuration) {
        this.typesense = typesense;
        this.configuration = configuration;
    }

    static MemoryMode open() throws IOException {
        TypesenseServer typesense = TypesenseServer.start();
        typesense.deleteCollections(PREFIX);
        return new MemoryMode(
                typesense,
                BenchmarkConfiguration.write(
                        "{ nodes: [%s], apiKey: \"%s\", collectionPrefix: %s }"
                                .formatted(typesense.url(), typesense.apiKey(), PREFIX),
                        "{ durability: memory, reconcileInterval: 100d }"));
    }

    @Override
    public List<Variant> variants() {
        return Variants.inMemory(configuration.path());
    }

    @Override
    public void start(String url) throws Exception {
        try (Connection connection = Variants.typesync(url, configuration.path());
                Statement statement = connection.createStatement()) {
            awaitDelivered(url); // waits until the tables are loaded
            statement.execute(MARKED);
        }
        awaitDelivered(url);
    }

    @Override
    public void check(Variant variant, Workload workload, String url, Connection administration) throws Exception {
        new DocumentCheck(administration, typesense, PREFIX).run(variant, workload, url);
    }

    /** Fails if a comparison is waiting, which means that typesync has marked a table. */
    @Override
    public void settle(String url, Connection administration) throws Exception {
        awaitDelivered(url);
    }

    private void awaitDelivered(String url) throws Exception {
        TypesyncDataSource dataSource = new TypesyncDataSource();
        dataSource.setUrl(Variants.typesyncUrl(url, configuration.path()));
        dataSource.awaitDelivered(PATIENCE);
    }

    @Override
    public void close() throws IOException {
        typesense.deleteCollections(PREFIX);
        typesense.close();
        configuration.delete();
    }
}
