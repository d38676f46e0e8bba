package dev.typesync.cli;

import dev.typesync.config.Environment;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;

/** One command line, run in this JVM. */
record CommandRun(int exit, String out, String err) {

    /** With these environment variables, in this working directory; nothing else of the process is seen. */
    static CommandRun of(Map<String, String> variables, Path directory, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Environment environment = new Environment(variables::get, name -> null, directory, name -> null);
        int exit = Typesync.execute(environment, new PrintWriter(out), new PrintWriter(err), args);
        return new CommandRun(exit, out.toString(), err.toString());
    }
}
