package dev.typesync.capture.change;

import static java.util.Objects.requireNonNull;

import dev.typesync.outbox.TableId;
import java.util.List;

/** What an execution changed in a replicated table, as the driver learnt it: for {@code durability: memory}. Immutable. */
public sealed interface CapturedChange {
    TableId table();

    /**
     * Rows that it changed; some of them may be as before, and there may be none.
     *
     * @param keys as {@link dev.typesync.outbox.KeyText} has them
     */
    record Keys(TableId table, List<String> keys) implements CapturedChange {
        public Keys {
            requireNonNull(table, "table");
            keys = List.copyOf(keys);
        }
    }

    /** It changed rows, and nobody knows which. */
    record Marked(TableId table, String cause) implements CapturedChange {
        public Marked {
            requireNonNull(table, "table");
            requireNonNull(cause, "cause");
        }
    }

    /** What there is to learn where marks are all that is known. */
    static List<CapturedChange> of(List<Mark> marks) {
        return marks.stream()
                .<CapturedChange>map(mark -> new Marked(mark.table(), mark.cause()))
                .toList();
    }
}
