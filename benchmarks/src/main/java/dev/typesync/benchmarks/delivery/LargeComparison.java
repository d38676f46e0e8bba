package dev.typesync.benchmarks.delivery;

import java.sql.Connection;
import java.util.List;

/** The comparison of a large collection, after one in a hundred rows has changed without a key in the outbox. */
record LargeComparison(long rows) implements HeapCase {
    @Override
    public String name() {
        return "the comparison of " + rows + " documents";
    }

    @Override
    public List<String> tables() {
        return List.of("item");
    }

    @Override
    public String ddl() {
        return Installation.table("item", rows);
    }

    /** Otherwise the comparison would wait ten minutes. */
    @Override
    public String delivery() {
        return "reconcileInterval: 1s";
    }

    @Override
    public boolean startsLoaded() {
        return true;
    }

    @Override
    public void change(Installation installation, ApplicationProcess application, Connection plain) throws Exception {
        installation.execute("update item set version = 1 where id % 100 = 0");
        WaitingRows.mark(plain, "item");
    }
}
