package dev.typesync.capture.decision;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * How a text is going to be executed, as far as the decision depends on it. Immutable.
 *
 * @param prepared its {@code ?} are parameters; in a plain statement they are operators
 * @param describable the server can describe its result without executing it: not in the simple protocol
 * @param batched it is one of a batch of texts, which cannot return rows
 */
public record StatementRequest(boolean prepared, boolean describable, boolean batched, GeneratedKeys keys) {
    public StatementRequest {
        requireNonNull(keys, "keys");
    }

    /** For a text that is executed alone, or with a batch of parameters. */
    public StatementRequest(boolean prepared, boolean describable, GeneratedKeys keys) {
        this(prepared, describable, false, keys);
    }

    /** The same text in a batch of texts. */
    public StatementRequest inBatch() {
        return new StatementRequest(prepared, describable, true, keys);
    }

    /** Whether the text has its values in it: such texts are hardly ever sent twice. */
    public boolean isAdHoc() {
        return !prepared && !batched;
    }

    /** Written out like {@link #equals}, because each execution looks its text up with it. */
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
