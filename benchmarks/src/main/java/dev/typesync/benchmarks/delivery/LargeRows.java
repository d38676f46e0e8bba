package dev.typesync.benchmarks.delivery;

import java.sql.Connection;
import java.util.List;

/** The first load of large rows. */
record LargeRows(int rows, int kilobytes) implements HeapCase {
    @Override
    public String name() {
        return "the first load of " + rows + " rows with " + kilobytes + " KB of jsonb";
    }

    @Override
    public List<String> tables() {
        return List.of("item");
    }

    @Override
    public String ddl() {
        return "create table item (id int primary key, version int not null default 0, content jsonb);"
                + "insert into item select n, 0, jsonb_build_object('text', repeat(md5(n::text), " + kilobytes
                + " * 1024 / 32)) from generate_series(1, " + rows + ") n";
    }

    @Override
    public boolean startsLoaded() {
        return false;
    }

    @Override
    public void change(Installation installation, ApplicationProcess application, Connection plain) {
        // the load begins by itself
    }
}
