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

/** Creates typesync's objects in the database, or prints the SQL or a configuration. */
@Command(
        name = "init",
        description =
                "Create or print typesync's objects in the database, or print a configuration for existing tables.")
final class InitCommand implements Callable<Integer> {
    @Mixin
    private final ConfigurationOptions options = new ConfigurationOptions();

    @ArgGroup
    private final Output output = new Output();

    private static final class Output {
        @Option(
                names = "--print-sql",
                description =
                        "Print the SQL that creates the objects, for a migration. Does not connect to the database.")
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
        PrintWriter out = options.out();
        if (output.sql) {
            print(new OutboxSchema(options.database().schema()), out);
            return ExitCode.SUCCESS;
        }
        if (output.tables != null) {
            try (Connection connection =
                    options.connectionsTo(options.databaseFromOptions()).open()) {
                return new ConfigSample(connection).print(output.tables, out, options.err());
            }
        }
        DatabaseConfig database = options.database();
        try (Connection connection = options.connectionsTo(database).open()) {
            new OutboxSchema(database.schema()).ensure(connection);
        }
        out.println("The objects of typesync exist in schema " + database.schema() + ".");
        return ExitCode.SUCCESS;
    }

    private static void print(OutboxSchema schema, PrintWriter out) {
        out.print(schema.ddl());
        out.println("-- Grants for the role of a replicator that does not own these objects, here named replicator:");
        schema.replicatorGrants("replicator").lines().forEach(line -> out.println("-- " + line));
    }
}
