package com.example.demo;

import java.io.IOException;
import java.util.Map;

/** PostgreSQL and Typesense for the demo, on free ports and with data of their own. */
final class Servers implements AutoCloseable {
    private final LineProcess console;
    private final String typesenseUrl;
    private final String apiKey;
    private boolean kept;

    private Servers(LineProcess console, String typesenseUrl, String apiKey) {
        this.console = console;
        this.typesenseUrl = typesenseUrl;
        this.apiKey = apiKey;
    }

    static Servers start(String classPath) throws IOException {
        LineProcess console = LineProcess.java(classPath, "dev.typesync.testkit.ServerConsole", Map.of());
        return new Servers(console, console.readLine(), console.readLine());
    }

    String typesenseUrl() {
        return typesenseUrl;
    }

    String apiKey() {
        return apiKey;
    }

    /** The JDBC URL of a new, empty database. */
    String createDatabase() throws IOException {
        return console.send("database");
    }

    /** With SIGKILL. False: the server is the one that {@code TYPESENSE_URL} names, and it runs on. */
    boolean killTypesense() throws IOException {
        return console.send("kill").equals("done");
    }

    void restartTypesense() throws IOException {
        console.send("restart");
    }

    /** Lets the servers outlive the demo; returns the id of the process whose end ends them. */
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
