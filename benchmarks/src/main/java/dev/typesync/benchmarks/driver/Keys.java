package dev.typesync.benchmarks.driver;

import java.util.SplittableRandom;

/** Keys of the rows that one lane alone touches. For one thread. */
final class Keys {
    private final SplittableRandom random;
    private final long first;

    Keys(int lane) {
        this.random = new SplittableRandom(lane);
        this.first = 1L + (long) lane * Schema.ITEMS_OF_A_LANE;
    }

    long next() {
        return first + random.nextInt(Schema.ITEMS_OF_A_LANE);
    }

    /** Any number: what is written. */
    int value() {
        return random.nextInt(1_000_000);
    }
}
