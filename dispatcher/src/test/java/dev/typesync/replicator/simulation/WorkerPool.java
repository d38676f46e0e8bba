package dev.typesync.replicator.simulation;

import java.util.ArrayDeque;
import java.util.Deque;

/** The idle threads of one simulation after another. Only the thread that has the baton uses it. */
final class WorkerPool {
    private final Deque<Worker> idle = new ArrayDeque<>();
    private int started;

    Worker take() {
        Worker worker = idle.poll();
        if (worker == null) {
            worker = new Worker(++started);
            worker.start();
        }
        return worker;
    }

    void giveBack(Worker worker) {
        idle.push(worker);
    }
}
