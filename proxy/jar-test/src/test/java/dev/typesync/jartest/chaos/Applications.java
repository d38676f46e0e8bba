package dev.typesync.jartest.chaos;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The running applications, and those that have ended. Thread-safe. */
final class Applications {
    /** One line for each entry, as {@link ApplicationLogs} reads them. */
    private static final String LOGGING = """
            handlers=java.util.logging.ConsoleHandler
            java.util.logging.SimpleFormatter.format=%1$tT.%1$tL %4$s %3$s %5$s%6$s%n
            """;

    private final Installation installation;
    private final Form form;
    private final long seed;
    private final Path directory;
    private final Path logging;
    private final List<ApplicationProcess> running = new ArrayList<>();
    private final List<ApplicationProcess> all = new ArrayList<>();

    Applications(Installation installation, Form form, long seed, Path directory) throws IOException {
        logging = directory.resolve("logging.properties");
        Files.writeString(logging, LOGGING);
        this.installation = installation;
        this.form = form;
        this.seed = seed;
        this.directory = directory;
    }

    /** The log of an application and of those that were killed before it. */
    static Path log(Path directory, int process) {
        return directory.resolve("application-" + process + ".log");
    }

    /** Starts all of them and opens their first connections, one after the other. */
    synchronized void start() throws Exception {
        for (int process = 0; process < Installation.PROCESSES; process++) {
            running.add(launch(process));
        }
        for (ApplicationProcess application : running) {
            application.send("connect");
            application.awaitAnswer(Message.Kind.CONNECTED);
        }
    }

    synchronized void write() throws Exception {
        for (ApplicationProcess application : running) {
            application.send("write");
        }
    }

    private ApplicationProcess launch(int process) throws Exception {
        ApplicationProcess application = ApplicationProcess.start(
                installation.urls().get(process),
                seed * 1_000 + all.size(),
                form,
                logging,
                log(directory, process),
                requireNonNull(installation.postgres().log().getParent()));
        all.add(application);
        return application;
    }

    synchronized ApplicationProcess running(int process) {
        return running.get(process);
    }

    /** Every application that was started, in the order of their starts. */
    synchronized List<ApplicationProcess> all() {
        return List.copyOf(all);
    }

    synchronized void restart(int process) throws Exception {
        ApplicationProcess application = launch(process);
        running.set(process, application);
        application.send("write");
    }

    /** Ends the writing. */
    synchronized void stopWriting() throws Exception {
        for (ApplicationProcess application : running) {
            application.send("stop");
        }
        for (ApplicationProcess application : running) {
            application.awaitAnswer(Message.Kind.STOPPED);
        }
    }

    /** Ends the applications as they end in normal operation. */
    synchronized void end() throws Exception {
        for (ApplicationProcess application : running) {
            assertThat(application.end()).as("exit code").isZero();
        }
    }

    synchronized void killAll() {
        all.forEach(ApplicationProcess::kill9);
    }
}
