package dev.typesync.benchmarks.driver;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A way to connect to the database.
 *
 * @param floor whether it sends the SQL of typesync through plain pgjdbc
 */
record Variant(String name, Opener opener, boolean floor) {
    static final String BARE = "bare";
    static final String TYPESYNC = "typesync";
    static final String MEMORY = "typesync, memory";

    static Variant of(String name, Opener opener) {
        return new Variant(name, opener, false);
    }

    boolean writesOutbox() {
        return floor || name.equals(TYPESYNC);
    }

    /** Whether it delivers rows to Typesense. */
    boolean delivers() {
        return name.equals(MEMORY);
    }

    boolean isBare() {
        return name.equals(BARE);
    }

    /** Opens a connection to a plain URL of pgjdbc. */
    interface Opener {
        Connection open(String url) throws SQLException;
    }
}
