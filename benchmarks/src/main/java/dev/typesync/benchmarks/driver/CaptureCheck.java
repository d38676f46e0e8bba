package dev.typesync.benchmarks.driver;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Runs an operation once and checks the outbox: a variant that does not capture must not appear fast. */
final class CaptureCheck {
    private CaptureCheck() {}

    static void run(Variant variant, Workload workload, String url, Connection administration) throws SQLException {
        long before = keys(administration);
        try (Lane lane = Lane.open(variant, workload, url, 0)) {
            lane.runOnce();
        }
        long expected = variant.writesOutbox() ? workload.capturedRows() : 0;
        long found = keys(administration) - before;
        if (found != expected) {
            throw new IllegalStateException(variant.name() + " wrote " + found + " keys into the outbox instead of "
                    + expected + " at: " + workload.name());
        }
    }

    private static long keys(Connection administration) throws SQLException {
        try (Statement statement = administration.createStatement();
                ResultSet row = statement.executeQuery("select sum(cardinality(keys)) from typesync.outbox")) {
            row.next();
            return row.getLong(1);
        }
    }
}
