package dev.typesync.replicator.simulation;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread of a simulation. It runs only while it has the baton. */
final class Worker extends Thread {
    private volatile @Nullable Runnable job;
    private volatile boolean baton;

    Worker(int number) {
        super("simulation-" + number);
        setDaemon(true);
    }

    static Worker current() {
        return (Worker) Thread.currentThread();
    }

    /** Gives an idle worker the baton and its next work. */
    void assign(Runnable next) {
        job = next;
        LockSupport.unpark(this);
    }

    void giveBaton() {
        baton = true;
        LockSupport.unpark(this);
    }

    void awaitBaton() {
        while (!baton) {
            LockSupport.park(this);
        }
        baton = false;
    }

    @Override
    public void run() {
        while (true) {
            Runnable next = job;
            if (next == null) {
                LockSupport.park(this);
            } else {
                job = null;
                next.run();
            }
        }
    }
}
