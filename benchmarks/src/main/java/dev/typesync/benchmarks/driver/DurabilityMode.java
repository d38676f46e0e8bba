package dev.typesync.benchmarks.driver;

import java.io.IOException;
import java.sql.Connection;
import java.util.List;

/** The durability mode that is measured. It determines the variants, and how the work of typesync is checked. */
interface DurabilityMode extends AutoCloseable {
    List<Variant> variants();

    /** Opens the first connection of typesync. The tables must exist. */
    void start(String url) throws Exception;

    /** Runs the operation once. Throws an IllegalStateException if it is not captured correctly. */
    void check(Variant variant, Workload workload, String url, Connection administration) throws Exception;

    /** Waits until everything from earlier measurements is delivered or removed. */
    void settle(String url, Connection administration) throws Exception;

    @Override
    void close() throws IOException;
}
