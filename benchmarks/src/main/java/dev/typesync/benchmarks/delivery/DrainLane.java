package dev.typesync.benchmarks.delivery;

import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.TypesenseServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One version of typesync with its own database, whose outbox is filled and drained in each round. Not thread-safe. */
final class DrainLane {
    private static final String TABLE = "item";
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final DriverJar jar;
    private final Installation installation;
    private final DrainSizes sizes;
    private final List<Drain> drains = new ArrayList<>();

    private DrainLane(DriverJar jar, Installation installation, DrainSizes sizes) {
        this.jar = jar;
        this.installation = installation;
        this.sizes = sizes;
    }

    /** Makes the database and loads the collection. */
    static DrainLane open(PostgresServer postgres, TypesenseServer typesense, DriverJar jar, DrainSizes sizes)
            throws Exception {
        Installation installation = Installation.create(
                postgres,
                typesense,
                List.of(TABLE),
                Installation.table(TABLE, sizes.table()),
                "maxOutboxKeys: " + sizes.maxOutboxKeys());
        try (ApplicationProcess application =
                ApplicationProcess.start(jar, installation.deployment().url(), sizes.megabytes(), false)) {
            Delivered.await(installation, application, PATIENCE);
        }
        return new DrainLane(jar, installation, sizes);
    }

    /** Fills the outbox without typesync, then starts the application and observes it. */
    void run() throws Exception {
        try (Connection plain = installation.deployment().connectPlain()) {
            fill(plain);
            drains.add(drain(plain));
        }
    }

    private void fill(Connection plain) throws SQLException {
        try (Statement statement = plain.createStatement()) {
            statement.execute("truncate " + WaitingRows.OUTBOX);
            statement.execute("update " + TABLE + " set version = version + 1 where id <= " + sizes.rows());
            WaitingRows.insert(plain, TABLE, sizes.rows(), "array[((n - 1) % " + sizes.table() + " + 1)::text]");
            statement.execute("checkpoint");
        }
    }

    private Drain drain(Connection plain) throws Exception {
        long postgres = installation.deployment().postgres().pid();
        long typesense = installation.deployment().typesense().pid();
        long postgresBefore = CpuTime.ofTree(postgres);
        long typesenseBefore = CpuTime.of(typesense);
        OutboxTenths tenths = OutboxTenths.of(plain);
        try (ApplicationProcess application =
                ApplicationProcess.start(jar, installation.deployment().url(), sizes.megabytes(), false)) {
            long connected = System.nanoTime();
            List<Long> times = tenths.await(application, PATIENCE);
            Drain drain = new Drain(
                    sizes.rows(),
                    connected,
                    times,
                    CpuTime.of(application.pid()),
                    CpuTime.ofTree(postgres) - postgresBefore,
                    CpuTime.of(typesense) - typesenseBefore,
                    application.heap());
            Delivered.await(installation, application, Duration.ofSeconds(10));
            return drain;
        }
    }

    String name() {
        return jar.name();
    }

    List<Drain> drains() {
        return List.copyOf(drains);
    }

    void close() throws IOException {
        installation.delete();
    }
}
