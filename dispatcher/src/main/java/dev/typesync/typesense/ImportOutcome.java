package dev.typesync.typesense;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a write request ended. */
public sealed interface ImportOutcome {
    /** Returns what the function for this kind of outcome returns. */
    <T> T fold(Function<Answered, T> answered, Function<Refused, T> refused, Function<Unknown, T> unknown);

    /** The server carried it out; one result for each document or id, in their order. */
    record Answered(List<LineResult> lines) implements ImportOutcome {
        public Answered {
            lines = List.copyOf(lines);
        }

        @Override
        public <T> T fold(Function<Answered, T> answered, Function<Refused, T> refused, Function<Unknown, T> unknown) {
            return answered.apply(this);
        }
    }

    /**
     * It was refused, and nothing of it is under way: it may be sent again at once, and a newer version of its
     * documents as well.
     *
     * @param status of HTTP; 0 where no connection came about
     * @param message the server's, shortened
     */
    record Refused(RefusalKind kind, int status, String message) implements ImportOutcome {
        @Override
        public <T> T fold(Function<Answered, T> answered, Function<Refused, T> refused, Function<Unknown, T> unknown) {
            return refused.apply(this);
        }
    }

    /** Nobody knows: all, some or none of it was applied or will be. Settle before its documents are written again. */
    record Unknown(String why, @Nullable Throwable cause) implements ImportOutcome {
        @Override
        public <T> T fold(Function<Answered, T> answered, Function<Refused, T> refused, Function<Unknown, T> unknown) {
            return unknown.apply(this);
        }
    }
}
