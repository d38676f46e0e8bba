package dev.typesync.benchmarks.driver;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Keys wait in the database, in an outbox that nobody reads. */
final class OutboxMode implements DurabilityMode {
    private final BenchmarkConfiguration configuration;

    private OutboxMode(BenchmarkConfiguration configuration) {
        this.configuration = configuration;
    }

    static OutboxMode open() throws IOException {
        return new OutboxMode(BenchmarkConfiguration.write(
                "{ nodes: [http://127.0.0.1:9], apiKey: none }", "{ durability: outbox, replicator: external }"));
    }

    @Override
    public List<Variant> variants() {
        return Variants.withOutbox(configuration.path());
    }

    @Override
    public void start(String url) throws SQLException {
        Variants.typesync(url, configuration.path()).close();
    }

    @Override
    public void check(Variant variant, Workload workload, String url, Connection administration) throws SQLException {
        CaptureCheck.run(variant, workload, url, administration);
    }

    @Override
    public void settle(String url, Connection administration) throws SQLException {
        try (Statement statement = administration.createStatement()) {
            statement.execute("truncate typesync.outbox");
        }
    }

    @Override
    public void close() throws IOException {
        configuration.delete();
    }
}
