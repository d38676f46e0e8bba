package dev.typesync.replicator.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskThreadsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AtomicLong nanos = new AtomicLong();
    private final CountDownLatch end = new CountDownLatch(1);
    private TaskThreads threads = new TaskThreads("test", 3, System::nanoTime);

    @AfterEach
    void close() throws InterruptedException {
        end.countDown();
        threads.stop();
        assertThat(threads.awaitIdle(PATIENCE)).isTrue();
    }

    @Test
    void runsOneStepOfATaskAtATimeAndNoneWithoutNeed() {
        AtomicInteger steps = new AtomicInteger();
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        TaskHandle handle = threads.add("one", () -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            running.decrementAndGet();
            return steps.incrementAndGet() < 1000 ? Duration.ZERO : Task.UNTIL_WOKEN;
        });
        await().atMost(PATIENCE).until(() -> {
            handle.wake();
            return steps.get() > 1100;
        });

        assertThat(most).hasValue(1);
    }

    @Test
    void aWakeUpDuringAStepIsNotLost() {
        AtomicInteger steps = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch woken = new CountDownLatch(1);
        TaskHandle handle = threads.add("one", () -> {
            begun.countDown();
            woken.await();
            steps.incrementAndGet();
            return Task.UNTIL_WOKEN;
        });
        await().atMost(PATIENCE).until(() -> begun.getCount() == 0);
        handle.wake();
        woken.countDown();

        await().atMost(PATIENCE).until(() -> steps.get() == 2);
    }

    @Test
    void aFinishedTaskRunsNoMore() {
        AtomicInteger steps = new AtomicInteger();
        TaskHandle handle = threads.add("one", () -> {
            steps.incrementAndGet();
            return Task.FINISHED;
        });
        await().atMost(PATIENCE).until(() -> steps.get() == 1 && threads.isIdle());
        handle.wake();
        AtomicInteger other = new AtomicInteger();
        threads.add("other", () -> other.incrementAndGet() < 100 ? Duration.ZERO : Task.FINISHED);
        await().atMost(PATIENCE).until(() -> other.get() == 100);

        assertThat(steps).hasValue(1);
    }

    @Test
    void slowTasksLeaveAThreadToTheOthers() {
        threads.stop();
        threads = new TaskThreads("test", 3, () -> nanos.updateAndGet(now -> now + 1_000));
        Set<String> begun = ConcurrentHashMap.newKeySet();
        for (String name : List.of("a", "b", "c")) {
            AtomicInteger steps = new AtomicInteger();
            threads.add(name, () -> {
                if (steps.incrementAndGet() == 1) {
                    nanos.addAndGet(TaskThreads.SLOW.toNanos() + 1); // from now on the task counts as slow
                    return Duration.ZERO;
                }
                begun.add(name);
                end.await();
                return Task.FINISHED;
            });
        }
        await().atMost(PATIENCE).until(() -> begun.size() == 2);
        AtomicInteger fast = new AtomicInteger();
        threads.add("fast", () -> fast.incrementAndGet() < 100 ? Duration.ZERO : Task.FINISHED);

        await().atMost(PATIENCE).until(() -> fast.get() == 100);
        assertThat(begun).hasSize(2);
    }

    @Test
    void anythingThatAStepThrowsEndsTheRunnerAndIsReported() {
        Error thrown = new OutOfMemoryError("for the test");
        List<String> later = new CopyOnWriteArrayList<>();
        threads.add("failing", () -> {
            throw thrown;
        });
        await().atMost(PATIENCE).until(() -> threads.trouble(PATIENCE).isPresent());
        threads.add("other", () -> {
            later.add("a step");
            return Task.FINISHED;
        });

        assertThat(threads.trouble(PATIENCE).orElseThrow().task()).isEqualTo("failing");
        assertThat(threads.trouble(PATIENCE).orElseThrow().cause()).isSameAs(thrown);
        await().atMost(PATIENCE).until(threads::isIdle);
        assertThat(later).isEmpty();
    }

    @Test
    void aStepWithoutASignOfLifeIsReported() {
        threads.stop();
        threads = new TaskThreads("test", 1, nanos::get);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch showLife = new CountDownLatch(1);
        CountDownLatch shown = new CountDownLatch(1);
        threads.add("hanging", () -> {
            begun.countDown();
            showLife.await();
            TaskThread.showLife();
            shown.countDown();
            end.await();
            return Task.FINISHED;
        });
        await().atMost(PATIENCE).until(() -> begun.getCount() == 0);
        nanos.addAndGet(Duration.ofSeconds(11).toNanos());
        assertThat(threads.trouble(Duration.ofSeconds(10)).orElseThrow().task()).isEqualTo("hanging");
        assertThat(threads.trouble(Duration.ofSeconds(12))).isEmpty();
        showLife.countDown();
        await().atMost(PATIENCE).until(() -> shown.getCount() == 0);

        assertThat(threads.trouble(Duration.ofSeconds(10))).isEmpty();
    }

    @Test
    void anIdleRunnerIsInNoTrouble() {
        threads.stop();
        threads = new TaskThreads("test", 2, nanos::get);
        AtomicInteger steps = new AtomicInteger();
        threads.add("idle", () -> {
            steps.incrementAndGet();
            return Task.UNTIL_WOKEN;
        });
        await().atMost(PATIENCE).until(() -> steps.get() == 1 && threads.isIdle());
        nanos.addAndGet(Duration.ofDays(1).toNanos() - 1);

        assertThat(threads.trouble(Duration.ofSeconds(10))).isEmpty();
    }
}
