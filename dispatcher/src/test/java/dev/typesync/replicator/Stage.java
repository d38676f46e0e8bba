package dev.typesync.replicator;

import dev.typesync.config.CollectionConfig;
import dev.typesync.config.DatabaseConfig;
import dev.typesync.config.DeliveryConfig;
import dev.typesync.config.ReindexConfig;
import dev.typesync.config.Secret;
import dev.typesync.config.TypesenseConfig;
import dev.typesync.config.TypesyncConfig;
import dev.typesync.config.VerifyConfig;
import dev.typesync.event.ChangeBus;
import dev.typesync.event.CommittedTransaction;
import dev.typesync.outbox.OutboxSchema;
import dev.typesync.replicator.store.Timing;
import dev.typesync.replicator.task.TaskThreads;
import dev.typesync.source.ConnectionFactory;
import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.SharedServers;
import dev.typesync.testkit.TypesenseServer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A database and a name prefix in Typesense for one test, and the replicators that the test starts. */
public final class Stage implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    public final TypesenseServer typesense;
    public final PostgresServer postgres;
    public final String database;
    final String prefix = "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 12) + "_";
    public final Connection connection;
    final ChangeBus bus = new ChangeBus();
    private final List<Runnable> endings = new ArrayList<>();
    private List<URI> nodes;
    private Duration settleTime = Duration.ofMillis(500);
    private DeliveryConfig delivery = DeliveryConfigs.quick();

    public Stage() throws SQLException {
        this(SharedServers.typesense());
    }

    Stage(TypesenseServer typesense) throws SQLException {
        this(SharedServers.postgres(), typesense);
    }

    public Stage(PostgresServer postgres, TypesenseServer typesense) throws SQLException {
        this.postgres = postgres;
        this.database = postgres.createDatabase();
        this.typesense = typesense;
        this.nodes = List.of(typesense.url());
        this.connection = postgres.connect(database);
        sql(new OutboxSchema("typesync").ddl());
    }

    /** Sets the address at which replicators reach Typesense. */
    public Stage node(URI other) {
        return nodes(List.of(other));
    }

    /** Sets the addresses of the nodes of a cluster. */
    public Stage nodes(List<URI> others) {
        nodes = List.copyOf(others);
        return this;
    }

    public Stage settleTime(Duration other) {
        settleTime = other;
        return this;
    }

    public Stage delivery(DeliveryConfig other) {
        delivery = other;
        return this;
    }

    public Stage sql(String... statements) throws SQLException {
        return sql(connection, statements);
    }

    public Stage sql(Connection over, String... statements) throws SQLException {
        try (Statement statement = over.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return this;
    }

    public Connection connect() throws SQLException {
        return postgres.connect(database);
    }

    public String text(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "no row";
        }
    }

    /** Sends the signal that the driver sends after a commit. */
    public void committed() {
        bus.post(new CommittedTransaction(List.of()));
    }

    public TypesyncConfig config(CollectionConfig... collections) {
        Map<String, CollectionConfig> byName = new LinkedHashMap<>();
        for (CollectionConfig collection : collections) {
            byName.put(collection.name(), collection);
        }
        TypesenseConfig server = new TypesenseConfig(
                nodes,
                Secret.of(typesense.apiKey()),
                Duration.ofSeconds(3),
                Duration.ofSeconds(10),
                settleTime,
                prefix);
        return new TypesyncConfig(
                true,
                new DatabaseConfig(null, null, null, "typesync"),
                server,
                byName,
                delivery,
                ReindexConfig.never(),
                VerifyConfig.never());
    }

    public Replicator start(String... tables) {
        CollectionConfig[] collections = new CollectionConfig[tables.length];
        for (int i = 0; i < tables.length; i++) {
            collections[i] = CollectionConfig.of(tables[i]);
        }
        return start(config(collections));
    }

    public Replicator start(TypesyncConfig config) {
        return start(config, () -> DriverManager.getConnection(postgres.url(database)));
    }

    public Replicator start(TypesyncConfig config, ConnectionFactory connections) {
        return start(config, connections, Timing.system());
    }

    public Replicator start(TypesyncConfig config, ConnectionFactory connections, Timing timing) {
        Replicator replicator = Replicator.start(config, connections, bus, timing);
        atEnd(replicator::close);
        return replicator;
    }

    /** Clocks and pauses by which all intervals of a replicator are shorter by a factor. */
    public static Timing faster(int factor) {
        Timing real = Timing.system();
        return new Timing(
                () -> System.nanoTime() * factor,
                real.clock(),
                real.random(),
                duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos() / factor),
                real.tableRecheck(),
                (name, threads, nanoTime) -> RunnerWithOtherSteps.waits(
                        new TaskThreads(name, threads, System::nanoTime), wait -> wait.dividedBy(factor)),
                real.locks());
    }

    /** Runs the action when the stage is closed; the last one first. */
    void atEnd(Runnable ending) {
        endings.add(ending);
    }

    /** Searches through the alias of the collection. */
    public HttpResponse<String> search(String collection, String parameters) {
        return typesense.request(
                "GET", "/collections/" + prefix + collection + "/documents/search?" + parameters, null);
    }

    public Documents documents(String collection) {
        return new Documents(typesense, prefix + collection);
    }

    @Override
    public void close() throws SQLException {
        for (int i = endings.size() - 1; i >= 0; i--) {
            endings.get(i).run();
        }
        connection.close();
        typesense.deleteCollections(prefix);
    }
}
