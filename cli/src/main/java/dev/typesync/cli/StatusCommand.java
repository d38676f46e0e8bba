package dev.typesync.cli;

import dev.typesync.config.Durability;
import dev.typesync.config.TypesyncConfig;
import dev.typesync.outbox.OutboxSchema;
import dev.typesync.replicator.status.CollectionStatus;
import dev.typesync.replicator.status.StatusReader;
import dev.typesync.replicator.status.StatusReader.OwnerStatus;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the status of the collections. */
@Command(
        name = "status",
        description = "Print the state, documents, waiting changes, lag and dead letters of each collection.")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private final ConfigurationOptions options = new ConfigurationOptions();

    @Option(names = "--json", description = "Print one JSON object per line for each collection.")
    private boolean json;

    @Override
    public Integer call() throws SQLException {
        TypesyncConfig config = options.config();
        if (config.delivery().durability() == Durability.MEMORY) {
            options.err()
                    .println("With delivery.durability: memory nothing is recorded in the database. Each process of the"
                            + " application knows only its own changes; its log shows the state of its collections.");
            return ExitCode.SUCCESS;
        }
        OutboxSchema schema = new OutboxSchema(config.database().schema());
        StatusReader reader = new StatusReader(schema, config.collections().keySet());
        try (Connection connection = options.connectionsTo(config.database()).open()) {
            print(reader.owner(connection).filter(OwnerStatus::alive), reader.read(connection));
            long unknown = reader.unknownRows(connection);
            if (unknown > 0 && !json) {
                options.out()
                        .println(unknown + " outbox rows are of tables that no collection has; they are removed after a"
                                + " day");
            }
        }
        return ExitCode.SUCCESS;
    }

    private void print(Optional<OwnerStatus> owner, List<CollectionStatus> collections) {
        PrintWriter out = options.out();
        if (json) {
            collections.forEach(collection -> out.println(JsonLine.of(StatusText.json(collection, owner))));
            return;
        }
        out.println(StatusText.owner(owner));
        collections.forEach(collection -> out.println(StatusText.of(collection)));
    }
}
