package dev.typesync.replicator.simulation;

import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What can happen in one simulation, drawn from its seed.
 *
 * @param faults how long faults happen
 * @param cut the probability that a connection to the database breaks at a call
 * @param hang the probability that a call takes long
 * @param refused the probability that Typesense refuses a request
 * @param unknown the probability that the outcome of a request is unknown
 * @param thrown the probability that a call throws an error of the JVM
 * @param sharedTable whether all collections have one table
 */
record Plan(
        int processes,
        int collections,
        int keys,
        int transactions,
        boolean marks,
        boolean asynchronousCommits,
        Duration faults,
        double cut,
        double hang,
        double refused,
        double unknown,
        double thrown,
        boolean kills,
        boolean pauses,
        boolean crashes,
        boolean failOvers,
        boolean suspensions,
        boolean flood,
        boolean sharedTable) {
    static Plan of(SplittableRandom random) {
        boolean kills = random.nextInt(3) == 0;
        boolean suspensions = random.nextInt(40) == 0;
        return new Plan(
                2 + random.nextInt(2),
                1 + random.nextInt(2),
                2 + random.nextInt(4),
                8 + random.nextInt(24),
                random.nextInt(3) == 0,
                random.nextBoolean(),
                Duration.ofSeconds(suspensions ? 360 : 8 + random.nextInt(25)),
                rarely(random, 0.05),
                rarely(random, 0.02),
                rarely(random, 0.2),
                rarely(random, 0.3),
                rarely(random, 0.02),
                kills,
                !kills && random.nextInt(2) == 0,
                random.nextInt(3) == 0,
                random.nextInt(10) == 0,
                suspensions,
                random.nextInt(30) == 0,
                random.nextInt(3) == 0);
    }

    /** The same plan, with the faults that a rule is for. */
    Plan withFaultsFor(@Nullable Rule rule) {
        boolean confesses = rule == Rule.CONFESS;
        boolean flushes = rule == Rule.FLUSH;
        return new Plan(
                processes,
                collections,
                keys,
                transactions,
                marks && !confesses,
                asynchronousCommits || flushes,
                faults,
                cut,
                hang,
                refused,
                unknown,
                thrown,
                kills && !confesses,
                pauses || confesses,
                crashes || flushes,
                failOvers && !confesses,
                suspensions && !confesses,
                flood,
                sharedTable);
    }

    private static double rarely(SplittableRandom random, double most) {
        return random.nextInt(3) == 0 ? 0 : random.nextDouble() * most;
    }
}
