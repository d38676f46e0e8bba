package dev.typesync.cli;

import dev.typesync.config.DatabaseConfig;
import dev.typesync.outbox.OutboxRightsException;
import dev.typesync.outbox.OutboxSchema;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates the objects in the database, or prints what would. */
@Command(
        name = "init",
        description = "Create or print the objects in the database; print a configuration for tables that exist.")
final class InitCommand implements Callable<Integer> {
    @Mixin
    private final ConfiguredCommand configuredCommand = new ConfiguredCommand();

    @ArgGroup
    private final Output output = new Output();

    private static final class Output {
        @Option(
                names = "--print-sql",
                description = "Print the SQL that creates the objects, for a migration; nothing is connected to.")
        private boolean sql;

        @Option(
                names = "--print-config",
                arity = "1..*",
                paramLabel = "TABLE",
                description = "Print a complete configuration for these tables, with every column listed.")
        private @Nullable List<String> tables;
    }

    @Override
    public Integer call() throws SQLException, OutboxRightsException {
        PrintWriter out = configuredCommand.out();
        if (output.sql) {
            print(new OutboxSchema(configuredCommand.database().schema()), out);
            return ExitCode.FINE;
        }
        if (output.tables != null) {
            try (Connection connection = configuredCommand
                    .connectionsTo(configuredCommand.databaseAlone())
                    .open()) {
                return new ConfigSample(connection).print(output.tables, out, configuredCommand.err());
            }
        }
        DatabaseConfig database = configuredCommand.database();
        try (Connection connection = configuredCommand.connectionsTo(database).open()) {
            new OutboxSchema(database.schema()).ensure(connection);
        }
        out.println("The objects of typesync exist in schema " + database.schema() + ".");
        return ExitCode.FINE;
    }

    private static void print(OutboxSchema schema, PrintWriter out) {
        out.print(schema.ddl());
        out.println("-- A replicator whose role does not own these objects needs, with its name for replicator:");
        schema.replicatorGrants("replicator").lines().forEach(line -> out.println("-- " + line));
    }
}
