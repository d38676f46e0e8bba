package dev.typesync.cli;

import dev.typesync.config.Environment;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The output streams and the environment of a command, and its --help. A mixin of every command. */
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class)
class Console {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    final PrintWriter out() {
        return command().commandLine().getOut();
    }

    final PrintWriter err() {
        return command().commandLine().getErr();
    }

    final Environment environment() {
        return ((Typesync) command().root().userObject()).environment();
    }

    final CommandSpec command() {
        if (command == null) {
            throw new IllegalStateException("picocli must set the command before it runs it");
        }
        return command;
    }
}
