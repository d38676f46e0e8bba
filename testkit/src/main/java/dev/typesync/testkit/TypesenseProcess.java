package dev.typesync.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The process of a Typesense server that this JVM starts. It keeps its ports and data directory after a restart. Used
 * by one thread at a time.
 */
final class TypesenseProcess {
    private final ServerFiles files;
    private final int apiPort;
    private final int peeringPort;
    private final String apiKey;
    private @Nullable Process process;

    private TypesenseProcess(ServerFiles files, int apiPort, int peeringPort, String apiKey) {
        this.files = files;
        this.apiPort = apiPort;
        this.peeringPort = peeringPort;
        this.apiKey = apiKey;
    }

    static TypesenseProcess prepare(String apiKey) {
        ServerFiles files = ServerFiles.create("typesync-typesense-");
        return new TypesenseProcess(files, FreePorts.next(), FreePorts.next(), apiKey);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + apiPort);
    }

    /** The addresses of the node for the other nodes of a cluster. */
    String peer() {
        return "127.0.0.1:" + peeringPort + ":" + apiPort;
    }

    /** The directory that contains the data directory. */
    Path directory() {
        return files.directory();
    }

    boolean isRunning() {
        return process != null && process.isAlive();
    }

    long pid() {
        return started().pid();
    }

    void launch(String... options) {
        List<String> command = new ArrayList<>(List.of(
                TypesenseBinary.locate().toString(),
                "--data-dir=" + files.data(),
                "--api-address=127.0.0.1",
                "--api-port=" + apiPort,
                "--peering-address=127.0.0.1",
                "--peering-port=" + peeringPort,
                "--api-key=" + apiKey));
        command.addAll(List.of(options));
        try {
            Files.createDirectories(files.data());
            process = new ProcessBuilder(command)
                    .directory(files.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(files.log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("Typesense does not start", e);
        }
    }

    void kill9() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    void deleteFiles() {
        files.delete();
    }

    void requireRunning() {
        Process running = started();
        if (!running.isAlive()) {
            throw new IllegalStateException("Typesense ended with " + running.exitValue() + ":\n" + lastLogLines());
        }
    }

    String lastLogLines() {
        return files.lastLogLines();
    }

    private Process started() {
        if (process == null) {
            throw new IllegalStateException("Typesense on port " + apiPort + " was never started");
        }
        return process;
    }
}
