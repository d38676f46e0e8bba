package dev.typesync.capture.decision;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the server accepts the rewritten text. All decisions share one object whose texts have the same shape, the
 * same request, role, search_path and catalog: the server accepts or refuses such texts together. Thread-safe.
 */
public final class Acceptance {
    private final AtomicReference<State> state = new AtomicReference<>(State.UNKNOWN);
    private final @Nullable Supplier<Acceptance> source;
    private volatile @Nullable Acceptance shared;

    /** What the server has said so far. */
    private enum State {
        UNKNOWN,
        ACCEPTED,
        REFUSED
    }

    /** An acceptance of its own, which nothing is known of yet. */
    public Acceptance() {
        this(null);
    }

    private Acceptance(@Nullable Supplier<Acceptance> source) {
        this.source = source;
    }

    /** An acceptance that is found when it is asked for the first time: to find it takes a reading of the text. */
    public static Acceptance sharedBy(Supplier<Acceptance> source) {
        return new Acceptance(source);
    }

    /** True if the server has accepted the rewritten text of one of these texts. */
    public boolean isAccepted() {
        return state().get() == State.ACCEPTED;
    }

    /** True if the server has refused the rewritten text of one of these texts, but not the original. */
    public boolean isRefused() {
        return state().get() == State.REFUSED;
    }

    /** The server has accepted a rewritten text. An earlier refusal stays. */
    public void accept() {
        AtomicReference<State> known = state();
        if (known.get() == State.UNKNOWN) { // a plain read first: this runs with each execution
            known.compareAndSet(State.UNKNOWN, State.ACCEPTED);
        }
    }

    /** The server has refused a rewritten text, but not its original. */
    public void refuse() {
        state().set(State.REFUSED);
    }

    private AtomicReference<State> state() {
        if (source == null) {
            return state;
        }
        Acceptance found = shared;
        if (found == null) {
            found = source.get();
            shared = found;
        }
        return found.state;
    }
}
