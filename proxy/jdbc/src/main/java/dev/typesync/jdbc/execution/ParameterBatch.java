package dev.typesync.jdbc.execution;

import static java.util.Objects.requireNonNull;

import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.MultiRowText;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The batch of a prepared statement. Not thread-safe, as a statement is not. */
public final class ParameterBatch {
    /** From this number of entries on, one more statement after the batch is cheaper than a key row for each entry. */
    private static final int MANY = 5;

    private final boolean deferred;
    private Entries entries;

    /** @param deferred the entries will probably become rows of one text, so only their values are kept */
    public ParameterBatch(boolean deferred) {
        this.deferred = deferred;
        this.entries = new Entries(deferred);
    }

    /** Adds the current parameters of a text as an entry. */
    public void add(PreparedText text) throws SQLException {
        entries.add(text.bindings(), text.holder());
    }

    /** Removes all entries. */
    public void clear() throws SQLException {
        entries.clear();
        entries = new Entries(deferred);
    }

    /** The number of entries. */
    public int size() {
        return entries.values.size();
    }

    /** Whether there are entries that no statement of the delegate has yet. */
    public boolean isDeferred() {
        return entries.holder == null && !entries.isEmpty();
    }

    /** What a statement with these entries prints; if no statement can be prepared, what the current one prints. */
    public String print(PreparedText text) {
        try (PreparedStatement statement = text.anotherStatement(text.sql())) {
            for (ParameterBindings entry : entries.values) {
                entry.bindTo(statement, 0);
                statement.addBatch();
            }
            return statement.toString();
        } catch (SQLException closed) {
            return text.holder().toString();
        }
    }

    /** Takes the entries for an execution; the next batch is empty. */
    public Entries take() {
        Entries taken = entries;
        entries = new Entries(deferred);
        return taken;
    }

    /** The entries of one batch: values that can be bound again, and mostly on a statement of the delegate as well. */
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

        /** Removes the entries from the delegate's statement. */
        public void clear() throws SQLException {
            if (holder != null) {
                holder.clearBatch();
            }
        }

        /** Whether there are no entries. */
        public boolean isEmpty() {
            return values.isEmpty();
        }

        /** Whether all values can be bound again. */
        public boolean areRepeatable() {
            return repeatable;
        }

        /** Whether one statement that writes the keys of all entries is cheaper than one key row for each entry. */
        public boolean areMany() {
            return repeatable && values.size() >= MANY;
        }

        /** The text that has the entries as its rows, as pgjdbc would make them; null if they are sent one by one. */
        @Nullable
        MultiRowText rowsOf(Decision.Rewritten decision) {
            return deferred && repeatable && values.size() > 1 ? decision.rows() : null;
        }

        /** The parameters of each entry. */
        public List<ParameterBindings> values() {
            return values;
        }

        /** The delegate's statement that has the entries; null if there are only values. */
        public @Nullable PreparedStatement holder() {
            return holder;
        }

        /** The delegate's statement that has the entries. There always is one if the values cannot be bound again. */
        PreparedStatement requireHolder() {
            return requireNonNull(holder, "holder");
        }

        /** Adds the entries to a statement of the delegate, and removes them from the one that had them. */
        @SuppressWarnings("ReferenceEquality") // the same statement, not an equal one
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
