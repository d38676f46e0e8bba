package dev.typesync.benchmarks.driver;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A way to connect to the database.
 *
 * @param floor whether it sends the SQL of typesync through plain pgjdbc
 * @param writesOutbox whether its changes leave keys in the outbox
 */
record Variant(String name, Opener opener, boolean floor, boolean writesOutbox) {
    static final String BARE = "bare";
    static final String TYPESYNC = "typesync";
    static final String MEMORY = "typesync, memory";

    /** A way that writes no outbox. */
    static Variant of(String name, Opener opener) {
        return new Variant(name, opener, false, false);
    }

    /** typesync, in this version or another one. */
    static Variant typesync(String name, Opener opener) {
        return new Variant(name, opener, false, true);
    }

    /** Bare pgjdbc with the SQL of typesync. */
    static Variant floor(Opener opener) {
        return new Variant("floor", opener, true, true);
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
