package dev.typesync.jdbc.execution;

/** Update counts of a batch as int[] or as long[]. */
public interface UpdateCounts<T> {
    UpdateCounts<int[]> INTS = new UpdateCounts<>() {
        @Override
        public int[] of(long[] counts) {
            int[] ints = new int[counts.length];
            for (int i = 0; i < counts.length; i++) {
                ints[i] = (int) counts[i];
            }
            return ints;
        }
    };

    UpdateCounts<long[]> LONGS = counts -> counts;

    T of(long[] counts);
}
