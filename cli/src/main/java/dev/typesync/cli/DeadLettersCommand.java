package dev.typesync.cli;

import dev.typesync.config.DatabaseConfig;
import dev.typesync.outbox.OutboxSchema;
import dev.typesync.replicator.status.DeadLetter;
import dev.typesync.replicator.status.DeadLetters;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows and handles documents that Typesense rejected. */
@Command(
        name = "dead-letters",
        description = "Show, retry or discard documents that were rejected.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | retry | discard)")
final class DeadLettersCommand {

    /** Which ones; all without a collection. */
    private static final class Choice {
        @Parameters(index = "0", arity = "0..1", paramLabel = "COLLECTION", description = "Only those of it.")
        private @Nullable String collection;

        @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "Only the document of this id.")
        private @Nullable String id;

        /** One that was named and is not there is a no; none at all is not. */
        int exitCode(int found) {
            return found == 0 && id != null ? ExitCode.NO : ExitCode.FINE;
        }
    }

    @FunctionalInterface
    private interface Action {
        int run(DeadLetters letters, Connection connection) throws SQLException;
    }

    @Command(description = "Print the documents that were rejected, and why.")
    int list(
            @Mixin ConfiguredCommand configuredCommand,
            @Mixin Choice choice,
            @Option(names = "--json", description = "One JSON object a line.") boolean json)
            throws SQLException {
        PrintWriter out = configuredCommand.out();
        return with(configuredCommand, (letters, connection) -> {
            letters.list(
                    connection,
                    choice.collection,
                    choice.id,
                    letter -> out.println(json ? json(letter) : text(letter)));
            return ExitCode.FINE;
        });
    }

    @Command(description = "Try them again: their rows are read anew.")
    int retry(@Mixin ConfiguredCommand configuredCommand, @Mixin Choice choice) throws SQLException {
        return with(configuredCommand, (letters, connection) -> {
            int count = letters.retry(connection, choice.collection, choice.id);
            configuredCommand
                    .out()
                    .println(count + " put into the outbox; an entry goes when its document is accepted.");
            return choice.exitCode(count);
        });
    }

    @Command(description = "Forget them until their rows change again; their last accepted documents stay.")
    int discard(@Mixin ConfiguredCommand configuredCommand, @Mixin Choice choice) throws SQLException {
        return with(configuredCommand, (letters, connection) -> {
            int count = letters.discard(connection, choice.collection, choice.id);
            configuredCommand.out().println(count + " discarded.");
            return choice.exitCode(count);
        });
    }

    private static int with(ConfiguredCommand configuredCommand, Action action) throws SQLException {
        DatabaseConfig database = configuredCommand.database();
        try (Connection connection = configuredCommand.connectionsTo(database).open()) {
            return action.run(new DeadLetters(new OutboxSchema(database.schema())), connection);
        }
    }

    private static String json(DeadLetter letter) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("collection", letter.collection());
        json.put("id", letter.id());
        json.put("error", letter.error());
        json.put("at", letter.at().toString());
        return JsonLine.line(json);
    }

    private static String text(DeadLetter letter) {
        return letter.collection() + "  " + letter.id() + "  " + letter.at() + "  " + letter.error();
    }
}
