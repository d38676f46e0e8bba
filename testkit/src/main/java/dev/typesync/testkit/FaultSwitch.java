package dev.typesync.testkit;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** The current fault of all connections of one proxy. Thread-safe. */
final class FaultSwitch {
    enum Kind {
        PASS,
        CUT,
        HANG,
        HANG_ANSWERS,
        CUT_ANSWERS,
        CUT_INSIDE_ANSWERS,
        DELAY,
        REFUSE
    }

    /**
     * What an HTTP proxy answers instead of the server.
     *
     * @param longerThanBytes requests up to this length reach the server
     */
    record Refusal(int status, long longerThanBytes) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Kind kind = Kind.PASS;
    private Duration delay = Duration.ZERO;
    private Refusal refusal = new Refusal(503, 0);

    void set(Kind newKind) {
        set(newKind, Duration.ZERO, refusal());
    }

    void delay(Duration newDelay) {
        set(Kind.DELAY, newDelay, refusal());
    }

    void refuse(Refusal newRefusal) {
        set(Kind.REFUSE, Duration.ZERO, newRefusal);
    }

    Refusal refusal() {
        lock.lock();
        try {
            return refusal;
        } finally {
            lock.unlock();
        }
    }

    Kind kind() {
        lock.lock();
        try {
            return kind;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the delay, if there is one, and then until the kind does not hold bytes back. Returns that kind. */
    Kind awaitNot(Predicate<Kind> holdsBack) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = kind == Kind.DELAY ? delay.toNanos() : 0;
            while (nanos > 0 && kind == Kind.DELAY) {
                nanos = changed.awaitNanos(nanos);
            }
            while (holdsBack.test(kind)) {
                changed.await();
            }
            return kind;
        } finally {
            lock.unlock();
        }
    }

    private void set(Kind newKind, Duration newDelay, Refusal newRefusal) {
        lock.lock();
        try {
            kind = newKind;
            delay = newDelay;
            refusal = newRefusal;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
