package dev.typesync.benchmarks.delivery;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The median of a number of several rounds. */
public final class Median {
    private Median() {}

    public static <T> double of(List<T> rounds, ToDoubleFunction<T> number) {
        double[] sorted = rounds.stream().mapToDouble(number).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
