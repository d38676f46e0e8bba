package dev.typesync.benchmarks.driver;

import dev.typesync.jdbc.TypesyncDataSource;
import dev.typesync.testkit.TypesenseServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * Keys are in this process, which brings the rows to a Typesense of its own while it measures.
 *
 * <p>A table that is only marked must not pass for one whose keys are known: its comparison is put off for longer than
 * this runs.
 */
final class InMemory implements KeyStoreUnderTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String PREFIX = "typesync_benchmark_";

    /** Tells no keys, so both tables are marked; the first comparison of each comes at once, all others are put off. */
    private static final String MARKED =
            "do 'begin update item set stock = 0 where false; update arrival set stock = 0 where false; end'";

    private final TypesenseServer typesense;
    private final TypesyncYaml configuration;

    private InMemory(TypesenseServer typesense, TypesyncYaml configuration) {
        this.typesense = typesense;
        this.configuration = configuration;
    }

    static InMemory open() throws IOException {
        TypesenseServer typesense = TypesenseServer.start();
        typesense.deleteCollections(PREFIX);
        return new InMemory(
                typesense,
                TypesyncYaml.write(
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
            awaitDelivered(url); // the tables are loaded
            statement.execute(MARKED);
        }
        awaitDelivered(url);
    }

    @Override
    public void check(Variant variant, Workload workload, String url, Connection administration) throws Exception {
        new DocumentCheck(administration, typesense, PREFIX).run(variant, workload, url);
    }

    /** Fails if something waits for a comparison: typesync has marked a table. */
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
