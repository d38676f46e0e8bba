package dev.typesync.benchmarks.delivery;

import java.sql.Connection;
import java.util.List;

/** Rows of the outbox with a thousand keys each, of 5,000 rows in all. */
record ManyKeys(int rows) implements HeapCase {
    private static final int ITEMS = 5000;
    private static final int KEYS = 1000;

    @Override
    public String name() {
        return rows + " rows of the outbox with " + KEYS + " keys each";
    }

    @Override
    public List<String> tables() {
        return List.of("item");
    }

    @Override
    public String ddl() {
        return Installation.table("item", ITEMS);
    }

    /** Larger than the default, because a mark would replace the keys otherwise. */
    @Override
    public String delivery() {
        return "maxOutboxKeys: 1000000000";
    }

    @Override
    public boolean startsLoaded() {
        return true;
    }

    @Override
    public void change(Installation installation, ApplicationProcess application, Connection plain) throws Exception {
        installation.execute("update item set version = 1");
        WaitingRows.insert(
                plain,
                "item",
                rows,
                "array(select ((n * 37 + i) % " + ITEMS + " + 1)::text from generate_series(1, " + KEYS + ") i)");
    }
}
