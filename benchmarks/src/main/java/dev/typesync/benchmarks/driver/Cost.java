package dev.typesync.benchmarks.driver;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one operation took, in microseconds.
 *
 * @param operations how many were measured
 * @param wall median of the time on the clock
 * @param client mean time on a processor of the calling thread
 * @param server mean time on a processor of the connection's server process
 */
record Cost(long operations, double wall, double client, double server) {
    double cpu() {
        return client + server;
    }

    /** This as a multiple of another one. */
    Cost dividedBy(Cost other) {
        return new Cost(operations, wall / other.wall, client / other.client, server / other.server);
    }

    /** Each number's median. */
    static Cost median(List<Cost> costs) {
        return new Cost(
                costs.stream().mapToLong(Cost::operations).sum(),
                middle(costs, Cost::wall),
                middle(costs, Cost::client),
                middle(costs, Cost::server));
    }

    private static double middle(List<Cost> costs, ToDoubleFunction<Cost> number) {
        double[] sorted = costs.stream().mapToDouble(number).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
