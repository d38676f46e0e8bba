package dev.typesync.jdbc.execution;

/** The type of a batch's update counts: int[] or long[]. */
@FunctionalInterface
public interface UpdateCounts<T> {
    UpdateCounts<int[]> INTS = counts -> {
        int[] ints = new int[counts.length];
        for (int i = 0; i < counts.length; i++) {
            ints[i] = (int) counts[i];
        }
        return ints;
    };

    UpdateCounts<long[]> LONGS = counts -> counts;

    T convert(long[] counts);
}
