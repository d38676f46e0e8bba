package dev.typesync.benchmarks.delivery;

import dev.typesync.testkit.TypesenseServer;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;

/** One row changes again and again while Typesense is away. */
record HotKey(long events) implements HeapCase {
    private static final String KEY = "array['1']";
    private static final Duration AWAY = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "a key with " + events + " changes while Typesense is away";
    }

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
    public void change(Installation installation, ApplicationProcess application, Connection plain) throws Exception {
        WaitingRows.insert(plain, "item", 1, KEY);
        Delivered.await(application, Duration.ofMinutes(1), () -> WaitingRows.areGone(plain)); // it is the owner
        TypesenseServer typesense = installation.deployment().typesense();
        typesense.kill9();
        installation.execute("update item set version = 1 where id = 1");
        WaitingRows.insert(plain, "item", events, KEY);
        application.runFor(AWAY);
        typesense.restart();
    }
}
