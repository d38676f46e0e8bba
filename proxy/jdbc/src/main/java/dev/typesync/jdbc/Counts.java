package dev.typesync.jdbc;

/** Update counts of a batch as int[] or as long[]. */
interface Counts<T> {
    Counts<int[]> INTS = new Counts<>() {
        @Override
        public int[] of(long[] counts) {
            int[] ints = new int[counts.length];
            for (int i = 0; i < counts.length; i++) {
                ints[i] = (int) counts[i];
            }
            return ints;
        }
    };

    Counts<long[]> LONGS = counts -> counts;

    T of(long[] counts);
}
