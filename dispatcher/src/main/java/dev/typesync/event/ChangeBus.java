package dev.typesync.event;

import static java.util.Objects.requireNonNull;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.EventBus;
import com.google.common.eventbus.Subscribe;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reports that a transaction has committed: from the thread that committed it to its subscribers.
 *
 * <p>It only speeds up delivery. The outbox guarantees that a change reaches Typesense; a lost event costs one polling
 * interval. Guava's EventBus calls subscribers on the posting thread, has no back-pressure and hides exceptions.
 * Therefore only this class uses it, and a subscriber only signals another thread.
 *
 * <p>Thread-safe. {@link #post} throws nothing. It blocks only because of {@link #waitAfterCommit}.
 */
public final class ChangeBus implements AutoCloseable {
    private static final Logger LOG = System.getLogger("dev.typesync.event");

    private final ReentrantLock creation = new ReentrantLock();
    private volatile @Nullable EventBus bus; // null: there was no subscriber yet
    private final List<ListenerThread> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Consumer<CommittedTransaction> wait;
    private final AtomicInteger subscribers = new AtomicInteger();
    private final AtomicInteger definitionSubscribers = new AtomicInteger();

    /** Creates a bus with every {@link CommittedTransactionListener} that the class loader provides. */
    public static ChangeBus withListenersOf(ClassLoader loader) {
        List<CommittedTransactionListener> found = new ArrayList<>();
        try {
            ServiceLoader.load(CommittedTransactionListener.class, loader).forEach(found::add);
        } catch (ServiceConfigurationError unusable) {
            LOG.log(
                    Level.WARNING,
                    "a provider of " + CommittedTransactionListener.class.getName()
                            + " cannot be loaded and is ignored; correct or remove its entry in META-INF/services",
                    unusable);
        }
        ChangeBus bus = new ChangeBus();
        if (!found.isEmpty()) {
            bus.listen(found);
        }
        return bus;
    }

    /** Publishes a transaction after its COMMIT. */
    public void post(CommittedTransaction transaction) {
        requireNonNull(transaction, "transaction");
        if (subscribers.get() > 0) { // without subscribers the bus would post a second event, a DeadEvent
            bus().post(transaction);
        }
        Consumer<CommittedTransaction> waiting = wait;
        if (waiting != null) {
            waiting.accept(transaction);
        }
    }

    /**
     * Lets committing threads wait, after their transaction was posted.
     *
     * @param waiting blocks for a bounded time and throws nothing
     */
    public void waitAfterCommit(Consumer<CommittedTransaction> waiting) {
        wait = requireNonNull(waiting, "waiting");
    }

    /** Made with the first subscriber: its hundred classes are no work of the application's first connection. */
    private EventBus bus() {
        EventBus made = bus;
        if (made != null) {
            return made;
        }
        creation.lock();
        try {
            made = bus;
            if (made == null) {
                made = new EventBus((failure, context) ->
                        LOG.log(Level.WARNING, "a subscriber of committed transactions failed", failure));
                bus = made;
            }
            return made;
        } finally {
            creation.unlock();
        }
    }

    /** Reports that DDL was committed: tables may exist now that did not exist before. */
    public void postDefinitionChange() {
        if (definitionSubscribers.get() > 0) {
            bus().post(new DefinitionChange());
        }
    }

    /**
     * Whether somebody uses the content of transactions. Otherwise it is sufficient to know that there are changes.
     */
    public boolean hasListeners() {
        return !listeners.isEmpty() || wait != null;
    }

    /**
     * Runs {@code signal} on the committing thread after each commit. It must return immediately.
     *
     * @return closing it ends the subscription
     */
    public Subscription onCommit(Runnable signal) {
        Object subscriber = new Signal(requireNonNull(signal, "signal"));
        subscribe(subscriber);
        return () -> {
            bus().unregister(subscriber);
            subscribers.decrementAndGet();
        };
    }

    /**
     * Runs {@code signal} on the committing thread after DDL was committed. It must return immediately.
     *
     * @return closing it ends the subscription
     */
    public Subscription onDefinitionChange(Runnable signal) {
        Object subscriber = new DefinitionSignal(requireNonNull(signal, "signal"));
        bus().register(subscriber);
        definitionSubscribers.incrementAndGet();
        return () -> {
            bus().unregister(subscriber);
            definitionSubscribers.decrementAndGet();
        };
    }

    /** Passes each transaction to the listeners, on a separate thread. */
    public void listen(List<CommittedTransactionListener> added) {
        ListenerThread thread = new ListenerThread(added);
        listeners.add(thread);
        subscribe(new Delivery(thread));
    }

    private void subscribe(Object subscriber) {
        bus().register(subscriber);
        subscribers.incrementAndGet();
    }

    /**
     * Stops the threads of the listeners. Transactions that they have not received yet are dropped. COMMITs no longer
     * wait.
     */
    @Override
    public void close() {
        wait = null;
        listeners.forEach(ListenerThread::close);
    }

    /** A subscription to a {@link ChangeBus}. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    private record Signal(Runnable action) {
        @Subscribe
        @AllowConcurrentEvents // without it the bus holds a lock during the call, and committing threads wait for each
        // other
        public void committed(CommittedTransaction transaction) {
            action.run();
        }
    }

    private record DefinitionChange() {}

    private record DefinitionSignal(Runnable action) {
        @Subscribe
        @AllowConcurrentEvents
        public void changed(DefinitionChange change) {
            action.run();
        }
    }

    private record Delivery(ListenerThread thread) {
        @Subscribe
        @AllowConcurrentEvents
        public void committed(CommittedTransaction transaction) {
            thread.offer(transaction);
        }
    }
}
