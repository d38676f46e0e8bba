package dev.typesync.replicator.simulation;

import dev.typesync.replicator.task.Task;
import dev.typesync.replicator.task.TaskHandle;
import dev.typesync.replicator.task.TaskRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the tasks of one process on the threads of a simulation. It keeps the rules of {@code TaskThreads}. */
final class SimulatedRunner implements TaskRunner {
    private final String name;
    private final int threads;
    private final Scheduler scheduler;
    private final SimulatedProcess process;
    private final List<Scheduler.Fiber> running = new ArrayList<>();
    private int endedThreads;
    private boolean stopped;
    private @Nullable Trouble failure;

    SimulatedRunner(String name, int threads, Scheduler scheduler, SimulatedProcess process) {
        this.name = name;
        this.threads = threads;
        this.scheduler = scheduler;
        this.process = process;
    }

    /** A task with its next time. */
    final class Entry implements TaskHandle {
        private final String name;
        private final Task task;
        private long dueNanos;
        private boolean waits = true;
        private boolean woken;

        private Entry(String name, Task task) {
            this.name = name;
            this.task = task;
            this.dueNanos = scheduler.now();
        }

        long dueNanos() {
            return dueNanos;
        }

        SimulatedProcess process() {
            return process;
        }

        String label() {
            return process.name() + " " + SimulatedRunner.this.name + " " + name;
        }

        boolean hasThread() {
            return running.size() < threads - endedThreads;
        }

        @Override
        public void wake() {
            if (waits) {
                dueNanos = Math.min(dueNanos, scheduler.now());
            } else {
                woken = true;
            }
        }

        void run(Scheduler.Fiber fiber) {
            waits = false;
            woken = false;
            running.add(fiber);
            Duration wait = FINISHED;
            try {
                wait = task.step();
            } catch (InterruptedException interrupted) {
                endedThreads++;
            } catch (Scheduler.Killed killed) {
                stopped = true;
            } catch (Throwable thrown) {
                fail(this, thrown);
            } finally {
                running.remove(fiber);
            }
            if (!wait.isNegative() && !stopped && !process.isDead()) {
                waits = true;
                dueNanos = woken ? scheduler.now() : scheduler.now() + wait.toNanos();
                scheduler.add(this);
            }
        }
    }

    private static final Duration FINISHED = Task.FINISHED;

    private void fail(Entry entry, Throwable thrown) {
        scheduler.trace("ends its runner: " + thrown);
        if (!stopped) {
            failure = new Trouble(entry.name, "it has failed", thrown);
        }
        stop();
    }

    private final List<Entry> entries = new ArrayList<>();

    @Override
    public Entry add(String taskName, Task task) {
        Entry entry = new Entry(taskName, task);
        if (!stopped) {
            entries.add(entry);
            scheduler.add(entry);
        }
        return entry;
    }

    @Override
    public Optional<Trouble> trouble(Duration patience) {
        if (failure != null) {
            return Optional.of(failure);
        }
        return running.stream()
                .filter(fiber -> scheduler.now() - fiber.begun > patience.toNanos())
                .findFirst()
                .map(fiber -> new Trouble(fiber.entry.name, "it has made no progress", null));
    }

    @Override
    public void stop() {
        stopped = true;
        entries.forEach(scheduler::remove);
    }

    @Override
    public boolean isIdle() {
        return running.isEmpty();
    }

    @Override
    public boolean awaitIdle(Duration patience) {
        if (!running.isEmpty() && !patience.isZero()) {
            scheduler.await(patience, running::isEmpty);
        }
        return running.isEmpty();
    }

    @Override
    public void interrupt() {
        running.forEach(fiber -> fiber.interrupted = true);
    }
}
