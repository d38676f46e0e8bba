package dev.typesync.capture.decision;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether the server accepts the rewritten text. All decisions share one object whose texts have the same shape, the
 * same request, role, search_path and catalog: the server accepts or refuses such texts together. Thread-safe.
 */
public final class Acceptance {
    private final AtomicReference<State> state = new AtomicReference<>(State.UNKNOWN);

    /** What the server has said so far. */
    private enum State {
        UNKNOWN,
        ACCEPTED,
        REFUSED
    }

    /** True if the server has accepted the rewritten text of one of these texts. */
    public boolean isAccepted() {
        return state.get() == State.ACCEPTED;
    }

    /** True if the server has refused the rewritten text of one of these texts, but not the original. */
    public boolean isRefused() {
        return state.get() == State.REFUSED;
    }

    /** The server has accepted a rewritten text. An earlier refusal stays. */
    public void accept() {
        if (state.get() == State.UNKNOWN) { // a plain read first: this runs with each execution
            state.compareAndSet(State.UNKNOWN, State.ACCEPTED);
        }
    }

    /** The server has refused a rewritten text, but not its original. */
    public void refuse() {
        state.set(State.REFUSED);
    }
}
