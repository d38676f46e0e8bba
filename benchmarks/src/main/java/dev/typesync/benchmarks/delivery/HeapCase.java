package dev.typesync.benchmarks.delivery;

import java.sql.Connection;
import java.util.List;

/** What the replicator must deliver with a small heap. */
interface HeapCase {
    String name();

    /** The tables, which are also the names of the collections. */
    List<String> tables();

    String ddl();

    /** The keys and values of the section {@code delivery}. */
    default String delivery() {
        return "";
    }

    /** The version of typesync in the application. */
    default DriverJar jar() {
        return DriverJar.current();
    }

    /** Whether another application loads the collections before the measurement. */
    boolean startsLoaded();

    /** Makes the changes while the application runs. */
    void change(Installation installation, ApplicationProcess application, Connection plain) throws Exception;
}
