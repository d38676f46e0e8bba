package dev.typesync.capture.decision;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * How a text is going to be executed, as far as that decides what is sent.
 *
 * @param prepared its {@code ?} are parameters; in a plain statement they are operators
 * @param describable its result can be described without executing it: not in the simple protocol
 * @param batched it is one of a batch of texts, which cannot give rows back
 */
public record StatementRequest(boolean prepared, boolean describable, boolean batched, GeneratedKeys keys) {
    public StatementRequest {
        requireNonNull(keys, "keys");
    }

    /** Executed for itself, or as one of a prepared batch. */
    public StatementRequest(boolean prepared, boolean describable, GeneratedKeys keys) {
        this(prepared, describable, false, keys);
    }

    /** The same text in a batch of texts. */
    public StatementRequest inBatch() {
        return new StatementRequest(prepared, describable, true, keys);
    }

    /** It is sent once: another text has other values in it. */
    public boolean isAdHoc() {
        return !prepared && !batched;
    }

    /** Written out, as is {@link #equals}: each execution looks its text up with it. */
    @Override
    public int hashCode() {
        int flags = (prepared ? 1 : 0) + (describable ? 2 : 0) + (batched ? 4 : 0);
        return flags + 8 * keys.kind().hashCode() + 64 * keys.names().hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof StatementRequest that
                        && prepared == that.prepared
                        && describable == that.describable
                        && batched == that.batched
                        && keys.kind() == that.keys.kind()
                        && keys.names().equals(that.keys.names()));
    }
}
