package dev.typesync.benchmarks.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The CPU time of processes, from Linux's {@code /proc/PID/stat}, in milliseconds. The kernel counts in 10 ms. */
public final class CpuTime {
    private static final int MILLIS_PER_TICK = 10;
    private static final int USER = 11; // the fields after the name of the program, which ends with ')'

    private CpuTime() {}

    public static long of(long pid) throws IOException {
        return ticks(pid, 2) * MILLIS_PER_TICK;
    }

    /** A process, its running children, and its children that have ended. */
    public static long ofTree(long pid) throws IOException {
        long ticks = ticks(pid, 4);
        for (long child : children(pid)) {
            ticks += ticks(child, 2);
        }
        return ticks * MILLIS_PER_TICK;
    }

    private static long[] children(long pid) {
        return ProcessHandle.of(pid)
                .orElseThrow()
                .children()
                .mapToLong(ProcessHandle::pid)
                .toArray();
    }

    private static long ticks(long pid, int numbers) throws IOException {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = 0;
            for (int i = 0; i < numbers; i++) {
                ticks += Long.parseLong(fields[USER + i]);
            }
            return ticks;
        } catch (NoSuchFileException ended) {
            return 0; // its parent has its time now
        }
    }
}
