package dev.typesync.typesense;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The outcome of a write request. */
public sealed interface ImportOutcome {
    /** Returns the result of the function for this kind of outcome. */
    <T> T fold(Function<Answered, T> answered, Function<Refused, T> refused, Function<Unknown, T> unknown);

    /** The server has executed the request. There is one result for each document or id, in their order. */
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
     * The request was refused, and no part of it was applied or will be. It may be sent again immediately, as may a
     * newer version of its documents.
     *
     * @param status HTTP status; 0 if there was no connection
     * @param message the server's message, shortened
     */
    record Refused(RefusalKind kind, int status, String message) implements ImportOutcome {
        @Override
        public <T> T fold(Function<Answered, T> answered, Function<Refused, T> refused, Function<Unknown, T> unknown) {
            return refused.apply(this);
        }
    }

    /**
     * It is unknown whether all, some or none of the request was applied or will be. The caller must settle it before
     * it writes these documents again.
     */
    record Unknown(String reason, @Nullable Throwable cause) implements ImportOutcome {
        @Override
        public <T> T fold(Function<Answered, T> answered, Function<Refused, T> refused, Function<Unknown, T> unknown) {
            return unknown.apply(this);
        }
    }
}
