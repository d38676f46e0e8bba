package dev.typesync.jartest.chaos;

import java.io.IOException;

/** Signals that Java cannot send. */
final class Signals {
    private Signals() {}

    /**
     * Sends a signal.
     *
     * @param name without SIG
     * @return false if there is no such process
     */
    static boolean send(String name, long pid) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .redirectErrorStream(true)
                .start();
        kill.getInputStream().readAllBytes();
        return kill.waitFor() == 0;
    }
}
