package dev.typesync.benchmarks.driver;

import java.io.IOException;
import java.sql.Connection;
import java.util.List;

/** Where keys wait: it decides what is compared, and how one sees that typesync does its work. */
interface KeyStoreUnderTest extends AutoCloseable {
    List<Variant> variants();

    /** Opens typesync's first connection, once the tables exist. */
    void start(String url) throws Exception;

    /** Runs the operation once; throws an IllegalStateException where it is not captured as it should be. */
    void check(Variant variant, Workload workload, String url, Connection administration) throws Exception;

    /** Returns when nothing waits any more of what was measured before. */
    void settle(String url, Connection administration) throws Exception;

    @Override
    void close() throws IOException;
}
