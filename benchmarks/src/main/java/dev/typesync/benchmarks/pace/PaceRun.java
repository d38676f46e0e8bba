package dev.typesync.benchmarks.pace;

/**
 * What one run has cost.
 *
 * @param application its CPU, in percent of one core, as the next two
 * @param p50 of the time of an update, in milliseconds, as the last one
 */
record PaceRun(double application, double postgres, double typesense, double p50, double p99) {
    double total() {
        return application + postgres + typesense;
    }
}
