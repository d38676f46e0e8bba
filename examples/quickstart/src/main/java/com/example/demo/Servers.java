package com.example.demo;

import java.io.IOException;
import java.util.Map;

/** PostgreSQL and Typesense for the demo, on free ports and with their own data. Not thread-safe. */
final class Servers implements AutoCloseable {
    private final LineProcess console;
    private final SearchIndex index;
    private boolean kept;

    private Servers(LineProcess console, SearchIndex index) {
        this.console = console;
        this.index = index;
    }

    static Servers start(String classPath) throws IOException {
        LineProcess console = LineProcess.java(classPath, "dev.typesync.testkit.ServerConsole", Map.of());
        return new Servers(console, new SearchIndex(console.readLine(), console.readLine()));
    }

    SearchIndex index() {
        return index;
    }

    /** The JDBC URL of a new, empty database. */
    String createDatabase() throws IOException {
        return console.send("database");
    }

    /**
     * Kills Typesense with SIGKILL. Returns false if the server is the one of {@code TYPESENSE_URL}; then it keeps
     * running.
     */
    boolean killTypesense() throws IOException {
        return console.send("kill").equals("done");
    }

    void restartTypesense() throws IOException {
        console.send("restart");
    }

    /** Keeps the servers running after the demo. Returns the id of the process; the servers end with it. */
    long keep() throws IOException {
        console.send("keep");
        kept = true;
        return console.pid();
    }

    @Override
    public void close() throws IOException {
        if (!kept) {
            console.close();
        }
    }
}
