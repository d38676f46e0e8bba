package dev.typesync.pgjdbc;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One run of pgjdbc's tests: a server and a JVM of its own. */
final class SuiteProcess {
    /**
     * @param outcomes by the ids of the tests
     * @param capturedTables those of which the run left keys, or marks of writes, in the outbox
     */
    record Result(Map<String, TestOutcome> outcomes, Set<String> capturedTables) {}

    private final Path sources;
    private final Path classes;
    private final Path output;
    private final SuiteMode mode;
    private final List<String> only;

    /**
     * @param sources where Maven unpacked pgjdbc's sources; its tests read files from there
     * @param classes the compiled tests
     * @param output an existing folder for configuration, log and outcomes
     * @param only the names of the test classes to run; empty for all
     */
    SuiteProcess(Path sources, Path classes, Path output, SuiteMode mode, List<String> only) {
        this.sources = sources;
        this.classes = classes;
        this.output = output;
        this.mode = mode;
        this.only = only;
    }

    /** Blocks until all tests have run. */
    Result run() throws IOException, InterruptedException, SQLException {
        Path objects = Files.writeString(file("objects.yaml"), SuiteMode.OUTBOX.configuration());
        Path configuration = Files.writeString(file("yaml"), mode.configuration());
        try (SuiteServer server = SuiteServer.start(objects)) {
            Process tests = new ProcessBuilder(command(server, configuration))
                    .directory(sources.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(file("log").toFile())
                    .start();
            int exitCode = tests.waitFor();
            if (exitCode != 0) {
                throw new IllegalStateException(mode + " ended with " + exitCode + ": see " + file("log"));
            }
            return new Result(TestOutcome.read(file("outcomes")), server.capturedTables());
        }
    }

    private List<String> command(SuiteServer server, Path configuration) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-Xmx1536m", "-cp", classes + File.pathSeparator + System.getProperty("java.class.path")));
        command.addAll(server.properties());
        command.add("-Dbuild.properties.relative.path=.");
        command.add("-Djava.util.logging.config.file=" + System.getProperty("java.util.logging.config.file"));
        command.add("-Dtypesync.config=" + configuration);
        command.add("-D" + SuiteRun.PREFIX_PROPERTY + "=" + mode.prefix());
        command.addAll(List.of(
                SuiteRun.class.getName(), classes.toString(), file("outcomes").toString()));
        command.addAll(only);
        return command;
    }

    private Path file(String extension) {
        return output.resolve(mode.name().toLowerCase(Locale.ROOT) + "." + extension);
    }
}
