package dev.typesync.jdbc.execution;

import dev.typesync.capture.decision.Decision;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The batch of a prepared statement. Not thread-safe, as a statement is not. */
public final class ParameterBatch {
    /** So many entries cost more one by one than a statement more behind them. */
    private static final int MANY = 5;

    private final boolean deferred;
    private Entries entries;

    /** @param deferred the entries will probably become rows of one text, so they are kept as values only */
    public ParameterBatch(boolean deferred) {
        this.deferred = deferred;
        this.entries = new Entries(deferred);
    }

    /**
     * Adds an entry.
     *
     * @param bound holds the values
     */
    public void add(ParameterBindings bindings, PreparedStatement bound) throws SQLException {
        entries.add(bindings, bound);
    }

    public void clear() throws SQLException {
        entries.clear();
        entries = new Entries(deferred);
    }

    /** Whether there are entries that no statement holds yet. */
    public boolean isDeferred() {
        return entries.holder == null && !entries.isEmpty();
    }

    /** Makes a statement. */
    public interface Spare {
        PreparedStatement prepare() throws SQLException;
    }

    /** What a statement says of itself with these entries; what the current one says if there can be none. */
    public String describe(Spare spare, PreparedStatement current) {
        try (PreparedStatement statement = spare.prepare()) {
            for (ParameterBindings entry : entries.values) {
                entry.bindTo(statement, 0);
                statement.addBatch();
            }
            return statement.toString();
        } catch (SQLException closed) {
            return current.toString();
        }
    }

    /** What is to be executed now; the next batch is empty. */
    public Entries take() {
        Entries taken = entries;
        entries = new Entries(deferred);
        return taken;
    }

    /** The entries of one batch: as values that can be bound again, and mostly on a statement of the delegate as well. */
    public static final class Entries {
        private final boolean deferred;
        private final List<ParameterBindings> values = new ArrayList<>();
        private @Nullable PreparedStatement holder;
        private boolean repeatable = true;

        private Entries(boolean deferred) {
            this.deferred = deferred;
        }

        private void add(ParameterBindings bindings, PreparedStatement bound) throws SQLException {
            if (!deferred || !bindings.isRepeatable() || !repeatable) {
                putOn(bound);
                bound.addBatch();
            }
            values.add(bindings.copy());
            repeatable &= bindings.isRepeatable();
        }

        public void clear() throws SQLException {
            if (holder != null) {
                holder.clearBatch();
            }
        }

        public boolean isEmpty() {
            return values.isEmpty();
        }

        public boolean areRepeatable() {
            return repeatable;
        }

        public boolean areMany() {
            return repeatable && values.size() >= MANY;
        }

        /** Whether they become the rows of one statement, as pgjdbc would make them. */
        public boolean areRowsOf(Decision.Rewritten decision) {
            return deferred && repeatable && values.size() > 1 && decision.rows() != null;
        }

        public List<ParameterBindings> values() {
            return values;
        }

        /** The delegate's statement that has the entries; null if they are values only. */
        public @Nullable PreparedStatement holder() {
            return holder;
        }

        /** Makes the statement hold the entries. */
        @SuppressWarnings("ReferenceEquality")
        public // the very statement, not an equal one
        void putOn(PreparedStatement statement) throws SQLException {
            if (statement == holder) {
                return;
            }
            clear();
            for (ParameterBindings entry : values) {
                entry.bindTo(statement, 0);
                statement.addBatch();
            }
            holder = statement;
        }
    }
}
