package dev.typesync.benchmarks.delivery;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;

/** An application that does nothing. */
record Idle(String name, DriverJar jar) implements HeapCase {
    private static final Duration TIME = Duration.ofSeconds(10);

    @Override
    public List<String> tables() {
        return List.of("item");
    }

    @Override
    public String ddl() {
        return Installation.table("item", 1000);
    }

    @Override
    public boolean startsLoaded() {
        return true;
    }

    @Override
    public void change(Installation installation, ApplicationProcess application, Connection plain)
            throws InterruptedException {
        application.runFor(TIME);
    }
}
