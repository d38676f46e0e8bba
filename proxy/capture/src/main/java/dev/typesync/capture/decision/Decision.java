package dev.typesync.capture.decision;

import static java.util.Objects.requireNonNull;

import dev.typesync.capture.change.Mark;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the driver does for one text of the application: which text it sends, and which marks or keys it writes. A mark
 * says that a whole table is to be compared. Immutable but for {@link Acceptance}; the same object serves all
 * executions of a text.
 */
public sealed interface Decision {
    SessionEffects effects();

    /** The marks that are written when the decision is carried out. */
    List<Mark> marks();

    /** Marks for everything that the text changes: for the case that its keys cannot be captured. */
    default List<Mark> allMarks() {
        return marks();
    }

    /** Whether the original text is sent and the session stays as it is: the driver has nothing to do. */
    default boolean isNoOp() {
        return false;
    }

    /** The decision for a way to execute that can only send the original text. */
    default Decision withOriginalText() {
        return this;
    }

    /** Calls the method of this variant. */
    <T> T carriedOutBy(Carrier<T> carrier) throws SQLException;

    /**
     * Carries out decisions: one method for each variant, so that a new variant does not compile before every carrier
     * handles it.
     */
    interface Carrier<T> {
        T passThrough(PassThrough decision) throws SQLException;

        T rewritten(Rewritten decision) throws SQLException;

        T observed(Observed decision) throws SQLException;

        T keysAppended(KeysAppended decision) throws SQLException;

        T markBefore(MarkBefore decision) throws SQLException;

        T markAround(MarkAround decision) throws SQLException;
    }

    /** The original text is sent: it changes nothing that is watched. */
    record PassThrough(SessionEffects effects) implements Decision {
        public static final PassThrough PLAIN = new PassThrough(SessionEffects.NONE);

        /** The decision for a text that changes only the session. */
        public static PassThrough of(SessionEffects effects) {
            return effects.isNone() ? PLAIN : new PassThrough(effects);
        }

        @Override
        public List<Mark> marks() {
            return List.of();
        }

        @Override
        public boolean isNoOp() {
            return effects.isNone();
        }

        @Override
        public <T> T carriedOutBy(Carrier<T> carrier) throws SQLException {
            return carrier.passThrough(this);
        }
    }

    /**
     * Another text is sent, by the same method of the driver with the same arguments: it has the same parameters in the
     * same order, and gives the same counts and results.
     *
     * @param marks the marks that the text writes
     * @param allMarks marks for everything that it changes, if the original has to be sent instead
     * @param acceptance whether the server accepts it
     */
    record Rewritten(
            RewrittenText form,
            List<Mark> marks,
            List<Mark> allMarks,
            SessionEffects effects,
            RewriteOptions options,
            Acceptance acceptance)
            implements Decision {
        public Rewritten {
            requireNonNull(form, "form");
            requireNonNull(options, "options");
            requireNonNull(acceptance, "acceptance");
            marks = List.copyOf(marks);
            allMarks = List.copyOf(allMarks);
        }

        /** A text without options. */
        public Rewritten(RewrittenText form, List<Mark> marks, List<Mark> allMarks, SessionEffects effects) {
            this(form, marks, allMarks, effects, RewriteOptions.NONE, new Acceptance());
        }

        /** One decision for a batch of texts that have been rewritten one by one. */
        public static Rewritten batch(List<Mark> allMarks, SessionEffects effects) {
            return new Rewritten(RewrittenText.of(""), List.of(), allMarks, effects);
        }

        /**
         * The same decision for another text of the same shape, which is sent once: it is not repeated for several
         * rows.
         */
        public Rewritten withText(RewrittenText other) {
            RewriteOptions keys = RewriteOptions.keys(options.keys());
            return new Rewritten(other, marks, allMarks, effects, keys, acceptance);
        }

        public Rewritten with(RewriteOptions others) {
            return new Rewritten(form, marks, allMarks, effects, others, acceptance);
        }

        /** The same decision with the acceptance that it shares with other texts. */
        public Rewritten with(Acceptance shared) {
            return new Rewritten(form, marks, allMarks, effects, options, shared);
        }

        /** The text to send. */
        public String text() {
            return form.text();
        }

        /** How the driver would show the application's text, from how it shows the rewritten one. */
        public String restore(String rendering) {
            return form.restore(rendering);
        }

        /** The same for a batch of several entries. */
        public String restoreBatch(String rendering) {
            return form.restoreBatch(rendering);
        }

        /** The same text for several rows; null if it is not a plain INSERT of one row. */
        public @Nullable MultiRowText rows() {
            return options.rows();
        }

        /** Whether the driver can make one statement of a batch of the application's text, but not of this one. */
        public boolean isCombinedAsOriginal() {
            return options.combined();
        }

        /** What runs before the text if it is executed alone and can be executed twice; null: nothing. */
        public @Nullable LockScript locks() {
            return options.locks();
        }

        /**
         * The keys that the text returns where the application gets no rows: it is executed so that the driver takes
         * them for generated keys. Null if the text writes its keys into the outbox itself.
         */
        public @Nullable KeysFromReturning keysFromReturning() {
            return options.keys() instanceof KeysFromReturning keys ? keys : null;
        }

        /**
         * The decision for many executions in one transaction: one outbox row for all instead of one for each. Null if
         * the application does not get back the keys of all that changes.
         */
        public @Nullable KeysAppended keysAppended() {
            return options.keys() instanceof KeysInResult keys ? new KeysAppended(keys, allMarks, effects) : null;
        }

        /** The decision for the original text, where the server does not accept this one. */
        public MarkBefore fallback() {
            return new MarkBefore(allMarks, effects);
        }

        @Override
        public MarkBefore withOriginalText() {
            return fallback();
        }

        @Override
        public <T> T carriedOutBy(Carrier<T> carrier) throws SQLException {
            return carrier.rewritten(this);
        }
    }

    /**
     * The original text is sent, and the driver captures the keys of its rows: for {@code durability: memory}.
     *
     * @param fallback the decision where the values of an execution are not certain to be the rows' values; null: all
     *     is marked
     * @param marks for what changes in addition to the rows with these keys
     * @param allMarks marks for everything that it changes, if the keys cannot be captured after all
     */
    record Observed(
            KeySource keys, @Nullable Decision fallback, List<Mark> marks, List<Mark> allMarks, SessionEffects effects)
            implements Decision {
        public Observed {
            requireNonNull(keys, "keys");
            marks = List.copyOf(marks);
            allMarks = List.copyOf(allMarks);
        }

        /** The same decision with another fallback. */
        public Observed with(Decision other) {
            return new Observed(keys, other, marks, allMarks, effects);
        }

        /** One decision for texts that are executed as one batch: only keys that a text names can be captured. */
        public static Observed batch(List<Decision> decisions, SessionEffects effects) {
            List<KeysInStatement> keys = new ArrayList<>();
            List<Mark> marks = new ArrayList<>();
            List<Mark> allMarks = new ArrayList<>();
            for (Decision decision : decisions) {
                allMarks.addAll(decision.allMarks());
                if (decision instanceof Observed observed && observed.keys instanceof KeysInStatement named) {
                    keys.add(named);
                    marks.addAll(observed.marks);
                } else {
                    marks.addAll(decision.allMarks());
                }
            }
            return new Observed(
                    KeysInStatement.union(keys),
                    null,
                    marks.stream().distinct().toList(),
                    allMarks.stream().distinct().toList(),
                    effects);
        }

        @Override
        public <T> T carriedOutBy(Carrier<T> carrier) throws SQLException {
            return carrier.observed(this);
        }
    }

    /**
     * The original text is sent, and its keys are written after it in the same transaction.
     *
     * @param keys among what the application gets back
     * @param allMarks marks for everything that it changes, if the keys cannot be read after all
     */
    record KeysAppended(KeysInResult keys, List<Mark> allMarks, SessionEffects effects) implements Decision {
        public KeysAppended {
            allMarks = List.copyOf(allMarks);
        }

        @Override
        public List<Mark> marks() {
            return List.of();
        }

        @Override
        public <T> T carriedOutBy(Carrier<T> carrier) throws SQLException {
            return carrier.keysAppended(this);
        }
    }

    /**
     * Marks are written, then the original text is sent, in the same transaction.
     *
     * @param query the text may only read, or is wrong: in a read-only transaction it is sent without marks
     */
    record MarkBefore(List<Mark> marks, SessionEffects effects, boolean query) implements Decision {
        public MarkBefore {
            marks = List.copyOf(marks);
        }

        public MarkBefore(List<Mark> marks, SessionEffects effects) {
            this(marks, effects, false);
        }

        /** The same for a text that the server refuses: a mark must not fail before it. */
        public MarkBefore unlessReadOnly() {
            return new MarkBefore(marks, effects, true);
        }

        @Override
        public <T> T carriedOutBy(Carrier<T> carrier) throws SQLException {
            return carrier.markBefore(this);
        }
    }

    /**
     * The original text is sent. Inside a transaction marks are written before it. Otherwise marks are committed before
     * it and again after it, because the text may end transactions itself.
     */
    record MarkAround(List<Mark> marks, SessionEffects effects) implements Decision {
        public MarkAround {
            marks = List.copyOf(marks);
        }

        @Override
        public <T> T carriedOutBy(Carrier<T> carrier) throws SQLException {
            return carrier.markAround(this);
        }
    }
}
