package dev.typesync.benchmarks.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running {@link Application}. Used by one thread at a time. */
final class ApplicationProcess implements AutoCloseable {
    private static final String LOGGING = "java.util.logging.config.file";

    private final Process process;
    private final Writer input;
    private final BufferedReader output;

    private ApplicationProcess(Process process) {
        this.process = process;
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts it and returns when it has opened its connection.
     *
     * @param megabytes the size of its heap
     * @param collect whether it makes a full garbage collection each second
     */
    static ApplicationProcess start(DriverJar jar, String url, int megabytes, boolean collect) throws IOException {
        ApplicationProcess started = new ApplicationProcess(new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + megabytes + "m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-D" + LOGGING + "=" + System.getProperty(LOGGING, ""),
                        "-cp",
                        jar.text(),
                        Application.class.getName(),
                        url,
                        Boolean.toString(collect)))
                .redirectError(Redirect.INHERIT)
                .start());
        started.readAnswer();
        return started;
    }

    /** Sends one statement and does not wait for it. */
    void send(String sql) throws IOException {
        input.write(sql + "\n");
        input.flush();
    }

    /** The use of its heap until now. */
    Heap heap() throws IOException {
        send(Application.HEAP);
        return Heap.parse(readAnswer());
    }

    private String readAnswer() throws IOException {
        String answer = output.readLine();
        if (answer == null) {
            throw ended();
        }
        return answer;
    }

    /** Waits for a time. Throws an IllegalStateException if the process ends. */
    void runFor(Duration time) throws InterruptedException {
        if (process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS)) {
            throw ended();
        }
    }

    private IllegalStateException ended() {
        return new IllegalStateException(
                "the application has ended with " + process.onExit().join().exitValue());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Ends it like an application that has nothing more to do. Throws a CompletionException if that takes a minute. */
    @Override
    public void close() throws IOException {
        if (process.isAlive()) {
            input.close();
        }
        process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
    }
}
