package dev.typesync.benchmarks.driver;

import java.util.SplittableRandom;

/** Random keys of the rows that belong to one lane. Used by one thread. */
final class Keys {
    private final SplittableRandom random;
    private final long first;

    Keys(int lane) {
        this.random = new SplittableRandom(lane);
        this.first = 1L + (long) lane * Schema.ITEMS_PER_LANE;
    }

    long next() {
        return first + random.nextInt(Schema.ITEMS_PER_LANE);
    }

    /** A random value to write. */
    int value() {
        return random.nextInt(1_000_000);
    }
}
