package dev.typesync.benchmarks.driver;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The cost of one operation, in microseconds.
 *
 * @param operations number of measured operations
 * @param wall median of the elapsed time
 * @param client mean CPU time of the calling thread
 * @param server mean CPU time of the server process of the connection
 */
record Cost(long operations, double wall, double client, double server) {
    double cpu() {
        return client + server;
    }

    /** This cost as a multiple of another one. */
    Cost dividedBy(Cost other) {
        return new Cost(operations, wall / other.wall, client / other.client, server / other.server);
    }

    /** The median of each number. */
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
