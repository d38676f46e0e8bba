package dev.typesync.cli;

import dev.typesync.config.DatabaseConfig;
import dev.typesync.config.PrintableText;
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

/** Lists, retries and discards rejected documents. */
@Command(
        name = "dead-letters",
        description = "List, retry or discard rejected documents.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | retry | discard)")
final class DeadLettersCommand {

    /** Selects dead letters; all of them if no collection is named. */
    private static final class Selection {
        @Parameters(
                index = "0",
                arity = "0..1",
                paramLabel = "COLLECTION",
                description = "Only documents of this collection.")
        private @Nullable String collection;

        @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "Only the document with this id.")
        private @Nullable String id;

        /** Fails if an id is given and not found. An empty list is not a failure. */
        int exitCode(int found) {
            return found == 0 && id != null ? ExitCode.FAILURE : ExitCode.SUCCESS;
        }
    }

    @FunctionalInterface
    private interface Action {
        int run(DeadLetters letters, Connection connection) throws SQLException;
    }

    @Command(description = "Print the rejected documents with the reasons.")
    int list(
            @Mixin ConfigurationOptions options,
            @Mixin Selection selection,
            @Option(names = "--json", description = "Print one JSON object per line.") boolean json)
            throws SQLException {
        PrintWriter out = options.out();
        return with(options, (letters, connection) -> {
            letters.list(
                    connection,
                    selection.collection,
                    selection.id,
                    letter -> out.println(json ? json(letter) : text(letter)));
            return ExitCode.SUCCESS;
        });
    }

    @Command(description = "Retry documents: their rows are read again.")
    int retry(@Mixin ConfigurationOptions options, @Mixin Selection selection) throws SQLException {
        return with(options, (letters, connection) -> {
            int count = letters.retry(connection, selection.collection, selection.id);
            options.out().println(count + " put into the outbox; an entry is removed when its document is accepted.");
            return selection.exitCode(count);
        });
    }

    @Command(description = "Discard entries until their rows change again. The last accepted documents stay.")
    int discard(@Mixin ConfigurationOptions options, @Mixin Selection selection) throws SQLException {
        return with(options, (letters, connection) -> {
            int count = letters.discard(connection, selection.collection, selection.id);
            options.out().println(count + " discarded.");
            return selection.exitCode(count);
        });
    }

    private static int with(ConfigurationOptions options, Action action) throws SQLException {
        DatabaseConfig database = options.database();
        try (Connection connection = options.connectionsTo(database).open()) {
            return action.run(new DeadLetters(new OutboxSchema(database.schema())), connection);
        }
    }

    private static String json(DeadLetter letter) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("collection", letter.collection());
        json.put("id", letter.id());
        json.put("error", letter.error());
        json.put("at", letter.at().toString());
        return JsonLine.of(json);
    }

    private static String text(DeadLetter letter) {
        return PrintableText.of(letter.collection()) + "  " + PrintableText.of(letter.id()) + "  " + letter.at() + "  "
                + PrintableText.of(letter.error());
    }
}
