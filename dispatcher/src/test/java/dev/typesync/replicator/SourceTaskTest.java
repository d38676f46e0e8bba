package dev.typesync.replicator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.config.DeliveryConfig;
import dev.typesync.replicator.task.Task;
import dev.typesync.replicator.task.TaskHandle;
import dev.typesync.replicator.task.TaskRunner;
import dev.typesync.source.ChangeSink;
import dev.typesync.source.ChangeSource;
import dev.typesync.source.Occasion;
import dev.typesync.source.WakeUpSignal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pace of deliveries, with a clock of its own. */
class SourceTaskTest {
    private static final long PACE = DeliveryConfig.defaults().pace().toMillis();

    private final WakeUpSignal signal = new WakeUpSignal();
    private final GivenSource source = new GivenSource();
    private final GivenRunner runner = new GivenRunner();
    private final List<String> steps = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        ChangeSink sink = (change, acknowledgement) -> ChangeSink.Admission.TAKEN;
        new SourceTask(source, sink, signal, DeliveryConfig.defaults(), () -> runner.nanos).start(runner);
        runner.runUntil(0);
        steps.clear();
    }

    @Test
    void aChangeAfterAQuietTimeGoesImmediatelyAndThoseThatFollowGoTogether() throws Exception {
        runner.runUntil(100);
        for (int i = 0; i < 10; i++) {
            signal.signal();
            runner.runUntil(100 + i);
        }
        runner.runUntil(100 + PACE + PACE);

        assertThat(steps).containsExactly("100 SIGNAL", (100 + PACE) + " SIGNAL");
    }

    @Test
    void aSteadyStreamOfChangesHasOneStepInEachPace() throws Exception {
        for (int millis = 100; millis < 600; millis++) {
            runner.runUntil(millis);
            signal.signal();
        }
        runner.runUntil(600);

        assertThat(steps).hasSize(1 + (int) (500 / PACE));
    }

    @Test
    void anAcknowledgementDuringTheRestIsTakenAfterItWithoutALook() throws Exception {
        runner.runUntil(100);
        signal.signal();
        runner.runUntil(105);
        source.acknowledged.run();
        runner.runUntil(110 + PACE);
        signal.signal();
        runner.runUntil(110 + PACE);

        assertThat(steps)
                .as("the last change comes after a quiet time")
                .containsExactly("100 SIGNAL", (100 + PACE) + " ACKNOWLEDGEMENT", (110 + PACE) + " SIGNAL");
    }

    @Test
    void anUrgentSignalEndsTheRest() throws Exception {
        runner.runUntil(100);
        signal.signal();
        runner.runUntil(105);
        signal.signalUrgently();
        runner.runUntil(106);
        source.acknowledged.run();
        runner.runUntil(107);

        assertThat(steps).containsExactly("100 SIGNAL", "105 SIGNAL", "106 ACKNOWLEDGEMENT");
    }

    @Test
    void thereIsNoRestWhileTheSourceHasMore() throws Exception {
        runner.runUntil(100);
        source.waits.addAll(List.of(Duration.ZERO, Duration.ZERO));
        signal.signal();
        runner.runUntil(101);

        assertThat(steps).containsExactly("100 SIGNAL", "100 SIGNAL", "100 SIGNAL");
    }

    @Test
    void aPollComesWhenTheWaitIsOver() throws Exception {
        runner.runUntil(1999);

        assertThat(steps).containsExactly("1000 POLL");
    }

    private final class GivenSource implements ChangeSource {
        private final Deque<Duration> waits = new ArrayDeque<>();
        private Runnable acknowledged = () -> {};

        @Override
        public Duration step(ChangeSink sink, Occasion occasion) {
            steps.add(runner.nanos / 1_000_000 + " " + occasion);
            return waits.isEmpty() ? Duration.ofSeconds(1) : waits.remove();
        }

        @Override
        public void connect(Runnable changed, Runnable onAcknowledgement) {
            acknowledged = onAcknowledgement;
        }

        @Override
        public void finish() {
            throw new UnsupportedOperationException();
        }
    }

    /** Runs one task when it is due or woken. */
    private static final class GivenRunner implements TaskRunner {
        private long nanos;
        private long dueNanos;
        private Task task = () -> Task.UNTIL_WOKEN;

        @Override
        public TaskHandle add(String name, Task added) {
            task = added;
            return () -> dueNanos = nanos;
        }

        void runUntil(long millis) throws Exception {
            long end = millis * 1_000_000;
            while (dueNanos <= end) {
                nanos = Math.max(nanos, dueNanos);
                dueNanos = Long.MAX_VALUE;
                long wait = task.step().toNanos();
                dueNanos = Math.min(dueNanos, nanos + wait);
            }
            nanos = end;
        }

        @Override
        public Optional<Trouble> trouble(Duration patience) {
            return Optional.empty();
        }

        @Override
        public void stop() {
            task = () -> Task.FINISHED;
        }

        @Override
        public boolean isIdle() {
            return true;
        }

        @Override
        public boolean awaitIdle(Duration patience) {
            return true;
        }

        @Override
        public void interrupt() {
            stop();
        }
    }
}
