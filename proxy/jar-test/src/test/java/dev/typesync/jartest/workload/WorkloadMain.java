package dev.typesync.jartest.workload;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs the workload in a separate JVM that the test kills. The arguments are URL, seed and number of statements. */
public final class WorkloadMain {
    private WorkloadMain() {}

    /** Prints the number of executed statements every 50 ms, and {@code done} at the end. */
    public static void main(String[] args) throws Exception {
        Workload workload = new Workload(args[0], Long.parseLong(args[1]));
        ScheduledExecutorService progress = Executors.newSingleThreadScheduledExecutor();
        var unused = progress.scheduleAtFixedRate(
                () -> System.out.println(workload.executed()), 50, 50, TimeUnit.MILLISECONDS);
        try {
            workload.run(Long.parseLong(args[2]));
        } finally {
            progress.shutdownNow(); // its thread would keep the JVM running after an error
        }
        System.out.println("done");
    }
}
