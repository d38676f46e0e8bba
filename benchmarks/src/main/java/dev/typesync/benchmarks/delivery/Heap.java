package dev.typesync.benchmarks.delivery;

/**
 * The largest use of a heap directly after a garbage collection, in bytes.
 *
 * @param afterAny after any collection; includes garbage among the old objects
 * @param afterFull after a full collection; 0 if there was none
 */
record Heap(long afterAny, long afterFull) {
    /** Parses what {@link PeakHeap#text} gives. */
    static Heap parse(String text) {
        int blank = text.indexOf(' ');
        return new Heap(Long.parseLong(text.substring(0, blank)), Long.parseLong(text.substring(blank + 1)));
    }
}
