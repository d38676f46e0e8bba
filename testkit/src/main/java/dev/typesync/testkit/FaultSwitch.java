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
        DELAY,
        ANSWER_503
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Kind kind = Kind.PASS;
    private Duration delay = Duration.ZERO;

    void set(Kind newKind) {
        set(newKind, Duration.ZERO);
    }

    void delay(Duration newDelay) {
        set(Kind.DELAY, newDelay);
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

    private void set(Kind newKind, Duration newDelay) {
        lock.lock();
        try {
            kind = newKind;
            delay = newDelay;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
