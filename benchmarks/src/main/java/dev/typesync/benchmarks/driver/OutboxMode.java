package dev.typesync.benchmarks.driver;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys wait in the database, in an outbox that nobody reads. */
final class OutboxMode implements DurabilityMode {
    private final BenchmarkConfiguration configuration;
    private final @Nullable BaselineJar baseline;

    private OutboxMode(BenchmarkConfiguration configuration, @Nullable BaselineJar baseline) {
        this.configuration = configuration;
        this.baseline = baseline;
    }

    /** @param baseline the jar of an earlier version to compare with; null: compare with other drivers */
    static OutboxMode open(@Nullable Path baseline) throws IOException {
        BenchmarkConfiguration configuration = BenchmarkConfiguration.write(
                "{ nodes: [http://127.0.0.1:9], apiKey: none }", "{ durability: outbox, replicator: external }");
        return new OutboxMode(configuration, baseline == null ? null : BaselineJar.open(baseline));
    }

    @Override
    public List<Variant> variants() {
        return baseline == null
                ? Variants.withOutbox(configuration.path())
                : Variants.withBaseline(configuration.path(), baseline);
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
        if (baseline != null) {
            baseline.close();
        }
        configuration.delete();
    }
}
