package dev.typesync.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;

class WatchdogIT {
    @Test
    @DisabledIfEnvironmentVariable(named = "TYPESENSE_URL", matches = ".+")
    void endsBothServersAndRemovesTheirFilesWhenTheirJvmIsKilled() throws IOException {
        Process jvm = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServersUntilKilled.class.getName())
                .redirectError(Redirect.INHERIT)
                .start();
        try (BufferedReader output = jvm.inputReader()) {
            List<Server> servers =
                    Stream.of(output.readLine().split(" ")).map(Server::of).toList();
            assertThat(servers).hasSize(2).allMatch(Server::isRunning).allMatch(Server::hasFiles);

            jvm.destroyForcibly();

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() ->
                            assertThat(servers).noneMatch(Server::isRunning).noneMatch(Server::hasFiles));
        } finally {
            jvm.destroyForcibly();
        }
    }

    /** A process with its id and its working directory. */
    private record Server(long pid, Path directory) {
        static Server of(String pid) {
            try {
                return new Server(Long.parseLong(pid), Files.readSymbolicLink(Path.of("/proc", pid, "cwd")));
            } catch (IOException e) {
                throw new IllegalStateException("process " + pid + " does not run", e);
            }
        }

        /** Whether the process runs. A zombie has ended too, even if a container's first process never collects it. */
        boolean isRunning() {
            return Files.exists(Path.of("/proc", Long.toString(pid), "exe"));
        }

        boolean hasFiles() {
            return Files.exists(directory);
        }
    }
}
