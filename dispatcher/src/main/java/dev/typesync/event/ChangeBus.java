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

/**
 * Carries "a transaction has committed" from the thread that committed it to whoever waits for that.
 *
 * <p>An accelerator only: the outbox is what makes a change reach Typesense, an event that is lost costs one polling
 * interval. Guava's EventBus calls its subscribers on the posting thread, has no back-pressure and hides exceptions;
 * therefore it is used in this class alone, and a subscriber does nothing but signal.
 *
 * <p>Thread-safe. {@link #post} neither blocks nor throws.
 */
public final class ChangeBus implements AutoCloseable {
    private static final Logger LOG = System.getLogger("dev.typesync.event");

    private final EventBus bus = new EventBus(
            (failure, context) -> LOG.log(Level.WARNING, "a subscriber of committed transactions failed", failure));
    private final List<ListenerThread> listeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger subscribers = new AtomicInteger();

    /** A bus with every {@link CommittedTransactionListener} that the class loader provides. */
    public static ChangeBus withListenersOf(ClassLoader loader) {
        List<CommittedTransactionListener> found = new ArrayList<>();
        try {
            ServiceLoader.load(CommittedTransactionListener.class, loader).forEach(found::add);
        } catch (ServiceConfigurationError unusable) {
            LOG.log(
                    Level.WARNING,
                    "a provider of " + CommittedTransactionListener.class.getName()
                            + " cannot be loaded and is left out; mend or remove its entry in META-INF/services",
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
        if (subscribers.get() > 0) { // for nobody the bus would make a second event of it
            bus.post(transaction);
        }
    }

    /** Whether anybody looks at the content of the transactions; if not, an empty one serves as well. */
    public boolean hasListeners() {
        return !listeners.isEmpty();
    }

    /**
     * Runs {@code signal} on the committing thread after each commit; it must return at once.
     *
     * @return closing it ends the subscription
     */
    public Subscription onCommit(Runnable signal) {
        Object subscriber = new Signal(requireNonNull(signal, "signal"));
        subscribe(subscriber);
        return () -> {
            bus.unregister(subscriber);
            subscribers.decrementAndGet();
        };
    }

    /** Hands each transaction to the listeners, on a thread of their own. */
    public void listen(List<CommittedTransactionListener> added) {
        ListenerThread thread = new ListenerThread(added);
        listeners.add(thread);
        subscribe(new Delivery(thread));
    }

    private void subscribe(Object subscriber) {
        bus.register(subscriber);
        subscribers.incrementAndGet();
    }

    /** Ends the listeners' threads; what they have not been told yet is dropped. */
    @Override
    public void close() {
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
        @AllowConcurrentEvents // without it the bus holds a lock during the call: committing threads would queue up
        public void committed(CommittedTransaction transaction) {
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
