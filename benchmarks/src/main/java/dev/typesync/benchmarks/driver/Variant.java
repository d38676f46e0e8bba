package dev.typesync.benchmarks.driver;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A way to reach the database.
 *
 * @param floor it sends the SQL that typesync would have sent
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

    /** It brings rows to Typesense itself. */
    boolean delivers() {
        return name.equals(MEMORY);
    }

    boolean isBare() {
        return name.equals(BARE);
    }

    /** Opens a connection to the plain URL of pgjdbc. */
    interface Opener {
        Connection open(String url) throws SQLException;
    }
}
