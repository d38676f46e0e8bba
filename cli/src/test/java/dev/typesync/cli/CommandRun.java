package dev.typesync.cli;

import dev.typesync.config.Environment;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;

/** A command line that was run in this JVM. */
record CommandRun(int exit, String out, String err) {

    /**
     * Runs it with these environment variables in this working directory. The rest of the environment is not visible.
     */
    static CommandRun of(Map<String, String> variables, Path directory, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Environment environment = new Environment(variables::get, name -> null, directory, name -> null);
        int exit = Typesync.execute(environment, new PrintWriter(out), new PrintWriter(err), args);
        return new CommandRun(exit, out.toString(), err.toString());
    }
}
