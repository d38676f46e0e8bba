package dev.typesync.jartest.chaos;

import dev.typesync.testkit.Deployment;
import dev.typesync.testkit.FaultyProxy;
import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.TypesenseServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The servers, and for each application its own way to each of them: a proxy that can fail.
 *
 * @param deployment for the test itself, without proxies
 * @param toDatabase one for each application
 * @param toTypesense one for each application
 * @param urls of the applications
 */
record Installation(
        PostgresServer postgres,
        TypesenseServer typesense,
        Deployment deployment,
        List<FaultyProxy> toDatabase,
        List<FaultyProxy> toTypesense,
        List<String> urls)
        implements AutoCloseable {
    /** The number of applications. */
    static final int PROCESSES = 3;

    static Installation start(Path directory) throws SQLException, IOException {
        PostgresServer postgres = PostgresServer.start();
        TypesenseServer typesense = TypesenseServer.start();
        Deployment deployment =
                Deployment.create(postgres, typesense, directory, ChaosSchema.DDL, ChaosSchema.COLLECTIONS);
        List<FaultyProxy> toDatabase = new ArrayList<>();
        List<FaultyProxy> toTypesense = new ArrayList<>();
        List<String> urls = new ArrayList<>();
        for (int process = 0; process < PROCESSES; process++) {
            FaultyProxy database = FaultyProxy.to("127.0.0.1", postgres.port());
            FaultyProxy search = FaultyProxy.to("127.0.0.1", typesense.url().getPort());
            Path configuration = directory.resolve("application-" + process + ".yaml");
            Files.writeString(
                    configuration,
                    Files.readString(deployment.configuration())
                            .replace(typesense.url().toString(), "http://127.0.0.1:" + search.port()));
            toDatabase.add(database);
            toTypesense.add(search);
            urls.add(deployment
                    .url("loginTimeout=20&typesync.config=" + configuration)
                    .replace(":" + postgres.port() + "/", ":" + database.port() + "/"));
        }
        return new Installation(
                postgres, typesense, deployment, List.copyOf(toDatabase), List.copyOf(toTypesense), List.copyOf(urls));
    }

    @Override
    public void close() {
        toDatabase.forEach(FaultyProxy::close);
        toTypesense.forEach(FaultyProxy::close);
        typesense.close();
        postgres.close();
    }
}
