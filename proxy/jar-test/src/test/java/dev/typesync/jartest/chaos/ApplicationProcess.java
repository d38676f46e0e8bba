package dev.typesync.jartest.chaos;

import dev.typesync.jartest.chaos.Message.Kind;
import dev.typesync.jartest.jar.ApplicationClassPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A running {@link ChaosProgram}. Its messages are collected by a thread of its own. Thread-safe. */
final class ApplicationProcess {
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Writer input;
    private final ConcurrentLinkedQueue<Message> problems = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<Message> answers = new LinkedBlockingQueue<>();
    private volatile Message.Progress progress = new Message.Progress(0, 0, 0, 0);
    private volatile long mostHeap;
    private volatile int mostThreads;

    private ApplicationProcess(Process process) {
        this.process = process;
        input = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::readMessages, "chaos-messages");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts it.
     *
     * @param guarded its working directory, in which the watchdog of the servers ends every process after this JVM, also
     *     one that stands still
     */
    static ApplicationProcess start(String url, long seed, Form form, Path logging, Path log, Path guarded)
            throws Exception {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + ChaosLimits.HEAP + "m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1", // it starts more often than usual
                        "-Djava.util.logging.config.file=" + logging.toAbsolutePath(),
                        "-cp",
                        ApplicationClassPath.text(),
                        ChaosProgram.class.getName(),
                        url,
                        Long.toString(seed),
                        form.name()))
                .directory(guarded.toFile())
                .redirectError(Redirect.appendTo(log.toFile()));
        return new ApplicationProcess(builder.start());
    }

    private void readMessages() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                receive(Message.parse(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void receive(Message message) {
        switch (message.kind()) {
            case CONNECTED, STOPPED -> answers.add(message);
            case DISCONNECTED, WRONG -> problems.add(message);
            case PROGRESS -> {
                progress = Message.Progress.parse(message.text());
                mostHeap = Math.max(mostHeap, progress.heapMegabytes());
                mostThreads = Math.max(mostThreads, progress.threadsOfTypesync());
            }
        }
    }

    void send(String command) throws IOException {
        requireAlive();
        input.write(command + "\n");
        input.flush();
    }

    /** Waits for the answer to a command. */
    void awaitAnswer(Kind kind) throws InterruptedException {
        Message answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (answer == null || answer.kind() != kind) {
            throw new AssertionError("instead of " + kind + " the application said " + answer + ", see its log");
        }
    }

    long pid() {
        return process.pid();
    }

    void requireAlive() {
        if (!process.isAlive()) {
            throw new AssertionError(
                    "an application has ended by itself with " + process.exitValue() + ", see its log");
        }
    }

    /** Kills it with SIGKILL. */
    void kill9() {
        process.destroyForcibly().onExit().join();
    }

    /** Ends the program as its main method ends; returns the exit code, or null if it has not ended after a minute. */
    @Nullable
    Integer end() throws IOException, InterruptedException {
        input.close();
        return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : null;
    }

    Message.Progress progress() {
        return progress;
    }

    long mostHeap() {
        return mostHeap;
    }

    int mostThreads() {
        return mostThreads;
    }

    List<Message> problems() {
        return List.copyOf(problems);
    }
}
