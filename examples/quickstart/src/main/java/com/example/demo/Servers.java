package com.example.demo;

import java.io.IOException;
import java.util.Map;

/** PostgreSQL and Typesense for the demo, on free ports and with data of their own. */
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
