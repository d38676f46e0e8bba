package dev.typesync.capture.decision;

import static java.util.Objects.requireNonNull;

import dev.typesync.capture.change.Mark;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is sent instead of, or beside, an application's text. Immutable but for its proof; the same object for the same text and facts. */
public sealed interface Decision {
    SessionEffects effects();

    /** The marks that are written when it is carried out. */
    List<Mark> marks();

    /** Marks for all that the text changes. */
    default List<Mark> unattributed() {
        return marks();
    }

    /** The text goes as it is: nothing that it changes is watched. */
    record Untouched(SessionEffects effects) implements Decision {
        public static final Untouched PLAIN = new Untouched(SessionEffects.NONE);

        @Override
        public List<Mark> marks() {
            return List.of();
        }
    }

    /**
     * Another text goes in its place, by the same method of the driver with the same arguments: it has the same
     * parameters in the same order, and the same counts and results.
     *
     * @param marks those that it writes
     * @param unattributed marks for all that it changes, if the original has to be run after all
     * @param locks what goes in front of it, if it is executed alone and can be executed twice; null: nothing
     * @param rows the same text for several rows; null if it is not a plain INSERT of one row
     * @param asked the keys that it returns where the application gets no rows, to be run so that the driver takes them
     *     for generated keys; null where it writes them into the outbox itself
     * @param given the keys among what the application gets back, where they are all that it changes; null if they are not
     * @param proof whether the server is known to accept it
     */
    record Rewritten(
            RewrittenText form,
            List<Mark> marks,
            List<Mark> unattributed,
            @Nullable MultiRowInsert rows,
            @Nullable LockScript locks,
            SessionEffects effects,
            @Nullable KeysFromReturning asked,
            @Nullable KeysInResult given,
            Acceptance proof)
            implements Decision {
        public Rewritten {
            requireNonNull(form, "form");
            marks = List.copyOf(marks);
            unattributed = List.copyOf(unattributed);
        }

        public Rewritten(
                RewrittenText form,
                List<Mark> marks,
                List<Mark> unattributed,
                @Nullable MultiRowInsert rows,
                @Nullable LockScript locks,
                SessionEffects effects) {
            this(form, marks, unattributed, rows, locks, effects, null, null, new Acceptance());
        }

        /** The text to send. */
        public String text() {
            return form.text();
        }

        /** What the driver says of the application's text, from what it says of the rewritten one. */
        public String restore(String said) {
            String restored = said;
            for (RewrittenText.Edit edit : form.edits()) {
                restored = restored.replace(edit.written(), edit.original());
            }
            return restored;
        }

        /** A decision for several texts that have been rewritten one by one. */
        public static Rewritten together(List<Mark> unattributed, SessionEffects effects) {
            return new Rewritten(RewrittenText.of(""), List.of(), unattributed, null, null, effects);
        }

        /** What to do in a transaction with many executions at once: one outbox row instead of one an execution. */
        public @Nullable KeysBehind keysBehind() {
            return given == null ? null : new KeysBehind(given, unattributed, effects);
        }

        /** What to do where this text turned out not to work. */
        public MarkedFirst original() {
            return new MarkedFirst(unattributed, effects);
        }
    }

    /**
     * The text goes as it is, and the driver learns the keys of its rows: for {@code durability: memory}.
     *
     * @param bound the keys that it names itself; null if it does not
     * @param given the keys among what the application gets back; null if they are not
     * @param otherwise what to do where the values of an execution are not certain to be the rows'; null: all is marked
     * @param marks for what changes beside the rows with these keys
     * @param unattributed marks for all that it changes, if the keys cannot be learnt after all
     */
    record Kept(
            @Nullable KeysInText bound,
            @Nullable KeysInResult given,
            @Nullable Decision otherwise,
            List<Mark> marks,
            List<Mark> unattributed,
            SessionEffects effects)
            implements Decision {
        public Kept {
            marks = List.copyOf(marks);
            unattributed = List.copyOf(unattributed);
        }

        /** One decision for texts that are executed together. */
        public static Kept together(List<Decision> decisions, SessionEffects effects) {
            List<KeysInText> bound = new ArrayList<>();
            List<Mark> marks = new ArrayList<>();
            List<Mark> unattributed = new ArrayList<>();
            for (Decision decision : decisions) {
                if (decision instanceof Kept kept && kept.bound != null) {
                    bound.add(kept.bound);
                    marks.addAll(kept.marks);
                    unattributed.addAll(kept.unattributed);
                } else {
                    marks.addAll(decision.unattributed());
                    unattributed.addAll(decision.unattributed());
                }
            }
            return new Kept(
                    KeysInText.together(bound),
                    null,
                    null,
                    marks.stream().distinct().toList(),
                    unattributed.stream().distinct().toList(),
                    effects);
        }
    }

    /**
     * The text goes as it is, and its keys are written behind it, in the same transaction.
     *
     * @param given the keys among what the application gets back
     * @param unattributed marks for all that it changes, if the keys cannot be had after all
     */
    record KeysBehind(KeysInResult given, List<Mark> unattributed, SessionEffects effects) implements Decision {
        public KeysBehind {
            unattributed = List.copyOf(unattributed);
        }

        @Override
        public List<Mark> marks() {
            return List.of();
        }
    }

    /**
     * The text goes as it is, behind a mark in the same transaction.
     *
     * @param query it need not write anything: where nothing may be written it goes without the mark
     */
    record MarkedFirst(List<Mark> marks, SessionEffects effects, boolean query) implements Decision {
        public MarkedFirst {
            marks = List.copyOf(marks);
        }

        public MarkedFirst(List<Mark> marks, SessionEffects effects) {
            this(marks, effects, false);
        }
    }

    /**
     * The text goes as it is; inside a transaction behind a mark, else between two marks that are committed on their
     * own, since it may end transactions itself.
     */
    record MarkedAround(List<Mark> marks, SessionEffects effects) implements Decision {
        public MarkedAround {
            marks = List.copyOf(marks);
        }
    }
}
