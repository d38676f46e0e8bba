package dev.typesync.cli;

import dev.typesync.parser.script.Explainer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Prints how typesync interprets SQL, without a database. */
@Command(
        name = "explain",
        description = "Print for each statement of a file how typesync interprets it, without a database.")
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private final Console console = new Console();

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "SQL in UTF-8. Default: standard input. psql's meta-commands and COPY data are skipped.")
    private @Nullable Path file;

    @Option(
            names = "--key",
            paramLabel = "TABLE=COLUMN[,COLUMN]",
            description = "The primary key of a table. Can be repeated. Default: id")
    private final Map<String, String> keys = new LinkedHashMap<>();

    @Option(names = "--json", description = "Print one JSON object per line for each statement.")
    private boolean json;

    @Override
    public Integer call() {
        Map<String, List<String>> keyColumns = new LinkedHashMap<>();
        keys.forEach((table, columns) -> keyColumns.put(table, List.of(columns.split(","))));
        PrintWriter out = console.out();
        new Explainer(keyColumns)
                .explain(
                        script(),
                        explanation ->
                                out.println(json ? JsonLine.of(explanation.toMap()) : ExplanationText.of(explanation)));
        return ExitCode.SUCCESS;
    }

    private String script() {
        try {
            return file == null ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8) : Files.readString(file);
        } catch (IOException e) {
            throw new ParameterException(
                    console.command().commandLine(),
                    (file == null ? "standard input" : file) + " cannot be read as UTF-8 ("
                            + e.getClass().getSimpleName() + ")");
        }
    }
}
