package dev.typesync.benchmarks.delivery;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The first load of many collections, and then a change of each row. */
record ManyCollections(int count) implements HeapCase {
    private static final int ROWS = 1000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Override
    public String name() {
        return count + " collections with " + ROWS + " rows each";
    }

    @Override
    public List<String> tables() {
        return IntStream.rangeClosed(1, count).mapToObj(n -> "item_" + n).toList();
    }

    @Override
    public String ddl() {
        return tables().stream().map(table -> Installation.table(table, ROWS)).collect(Collectors.joining(";"));
    }

    @Override
    public boolean startsLoaded() {
        return false;
    }

    @Override
    public void change(Installation installation, ApplicationProcess application, Connection plain) throws Exception {
        Delivered.await(installation, application, PATIENCE);
        for (String table : tables()) {
            installation.execute("update " + table + " set version = 1");
            WaitingRows.insert(plain, table, ROWS, "array[n::text]");
        }
    }
}
