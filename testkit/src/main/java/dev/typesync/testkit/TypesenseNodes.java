package dev.typesync.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A Typesense cluster of several processes on 127.0.0.1, each with its own data directory. It needs about 12 seconds to
 * elect a leader, also after the leader was killed. Used by one thread at a time. The processes end with the JVM, even
 * if the JVM is killed.
 */
public final class TypesenseNodes implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final String LEADER = "\"state\":1";

    private final List<TypesenseProcess> processes;
    private final List<TypesenseServer> servers;
    private final String peers;

    private TypesenseNodes(List<TypesenseProcess> processes, List<TypesenseServer> servers, Path peers) {
        this.processes = processes;
        this.servers = servers;
        this.peers = "--nodes=" + peers;
    }

    /** Starts a cluster and returns when all its nodes are ready. */
    public static TypesenseNodes start(int count) {
        String apiKey = "key-" + UUID.randomUUID();
        List<TypesenseProcess> processes = Stream.generate(() -> TypesenseProcess.prepare(apiKey))
                .limit(count)
                .toList();
        List<TypesenseServer> servers = processes.stream()
                .map(process -> TypesenseServer.of(process, apiKey))
                .toList();
        String peers = processes.stream().map(TypesenseProcess::peer).collect(Collectors.joining(","));
        TypesenseNodes nodes = new TypesenseNodes(processes, servers, write(processes.get(0), peers));
        processes.forEach(process -> process.launch(nodes.peers));
        servers.forEach(TypesenseServer::awaitReady);
        return nodes;
    }

    private static Path write(TypesenseProcess first, String peers) {
        try {
            return Files.writeString(first.directory().resolve("nodes"), peers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TypesenseServer node(int index) {
        return servers.get(index);
    }

    public List<URI> urls() {
        return servers.stream().map(TypesenseServer::url).toList();
    }

    /** The index of the leader. */
    public int leader() {
        return Awaitility.await()
                .atMost(READY_WITHIN)
                .until(
                        () -> {
                            for (int i = 0; i < servers.size(); i++) {
                                if (processes.get(i).isRunning() && isLeader(servers.get(i))) {
                                    return i;
                                }
                            }
                            return -1;
                        },
                        index -> index >= 0);
    }

    private static boolean isLeader(TypesenseServer server) {
        return server.request("GET", "/debug", null).body().contains(LEADER);
    }

    /** Starts a killed node again and returns when it is ready. */
    public void restart(int index) {
        processes.get(index).launch(peers);
        servers.get(index).awaitReady();
    }

    @Override
    public void close() {
        servers.forEach(TypesenseServer::close);
    }
}
