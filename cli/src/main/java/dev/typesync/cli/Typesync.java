package dev.typesync.cli;

import dev.typesync.config.Environment;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line {@code typesync}. It is the only class that uses every part of the project. */
@Command(
        name = "typesync",
        description = "Keeps a Typesense search index equal to a PostgreSQL database.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:success",
            "1:the command ran, but a check failed or something is missing",
            "2:wrong usage or configuration",
            "3:a server cannot be reached"
        },
        subcommands = {
            InitCommand.class,
            DoctorCommand.class,
            StatusCommand.class,
            DeadLettersCommand.class,
            RunCommand.class,
            ExplainCommand.class
        })
public final class Typesync {
    private final Environment environment;

    private Typesync(Environment environment) {
        this.environment = environment;
    }

    Environment environment() {
        return environment;
    }

    public static void main(String[] args) {
        ConsoleLog.quiet();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(execute(Environment.ofProcess(), out, err, args));
    }

    /** Runs one command line and returns its exit code. */
    static int execute(Environment environment, PrintWriter out, PrintWriter err, String... args) {
        return commands(environment).setOut(out).setErr(err).execute(args);
    }

    /** All commands with their options. */
    static CommandLine commands(Environment environment) {
        return new CommandLine(new Typesync(environment))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new CommandErrorHandler());
    }
}
