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

/** Prints how the collections stand. */
@Command(
        name = "status",
        description = "Print for each collection its state, documents, waiting changes, lag and dead letters.")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private final ConfiguredCommand configuredCommand = new ConfiguredCommand();

    @Option(names = "--json", description = "One JSON object a line for each collection.")
    private boolean json;

    @Override
    public Integer call() throws SQLException {
        TypesyncConfig config = configuredCommand.config();
        if (config.delivery().durability() == Durability.MEMORY) {
            configuredCommand
                    .err()
                    .println("With delivery.durability: memory nothing is recorded in the database: each process of the"
                            + " application knows its own changes only, and its log says how its collections stand.");
            return ExitCode.FINE;
        }
        OutboxSchema schema = new OutboxSchema(config.database().schema());
        StatusReader reader = new StatusReader(schema, config.collections().keySet());
        try (Connection connection =
                configuredCommand.connectionsTo(config.database()).open()) {
            print(reader.owner(connection).filter(OwnerStatus::alive), reader.read(connection));
        }
        return ExitCode.FINE;
    }

    private void print(Optional<OwnerStatus> owner, List<CollectionStatus> collections) {
        PrintWriter out = configuredCommand.out();
        if (json) {
            collections.forEach(collection -> out.println(JsonLine.line(StatusText.json(collection, owner))));
            return;
        }
        out.println(StatusText.owner(owner));
        collections.forEach(collection -> out.println(StatusText.of(collection)));
    }
}
