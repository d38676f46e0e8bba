package dev.typesync.jartest.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The time of a run, and the file with what was done to it. Thread-safe. */
final class RunClock {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private final long startNanos = System.nanoTime();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Path file;

    RunClock(Path file) {
        this.file = file;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /** Waits until this time of the run; returns false if the run ends before. */
    boolean awaitTime(Duration time) throws InterruptedException {
        return !ended.await(time.minus(elapsed()).toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends all waits of the run. */
    void end() {
        ended.countDown();
    }

    /** Writes a line that begins like the lines in the logs of the applications. */
    synchronized void log(String text) {
        try {
            Files.writeString(
                    file,
                    TIME.format(Instant.now()) + " " + text + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
