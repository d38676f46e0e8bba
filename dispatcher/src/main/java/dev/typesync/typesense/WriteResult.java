package dev.typesync.typesense;

import dev.typesync.typesense.ImportOutcome.Answered;
import dev.typesync.typesense.ImportOutcome.Refused;
import dev.typesync.typesense.ImportOutcome.Unknown;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a write, or the reason why there is none, and its meaning: was the write executed, was nothing applied,
 * or is the outcome unknown?
 *
 * @param status HTTP status; 0 without an answer
 * @param errorText the begin of the body, if the status is not 200
 */
record WriteResult(int status, String errorText, @Nullable RequestFailedException failure) {
    /** Typesense sends this message before it accepts a write. */
    private static final String LAGGING = "Not Ready or Lagging";

    /** Searched in the unparsed answer: the answer contains the id without escapes, so it may not be valid JSON. */
    private static final String NO_DOCUMENT = "Could not find a document";

    static WriteResult of(RequestFailedException failure) {
        return new WriteResult(0, "", failure);
    }

    boolean isUnreachable() {
        return failure != null && !failure.isSent();
    }

    /** Whether the node answers that it cannot write now: it lags, or it finds no leader. */
    boolean isUnableToWrite() {
        return failure == null && (status == HttpStatus.UNAVAILABLE || status == HttpStatus.SERVER_ERROR);
    }

    /** The meaning of the answer. The function gives that of a 200. */
    ImportOutcome outcome(Supplier<ImportOutcome> ok) {
        if (failure != null) {
            return failure.isSent()
                    ? new Unknown(failure.reason(), null)
                    : new Refused(RefusalKind.UNREACHABLE, 0, failure.reason());
        }
        return status == HttpStatus.OK ? ok.get() : errorOutcome(message());
    }

    /**
     * The outcome of a request that deletes.
     *
     * @param body the begin of the body of a 200
     */
    ImportOutcome deleteOutcome(TextBody body) {
        return outcome(() -> body.text().stripLeading().startsWith("{")
                ? new Answered(List.of(LineResult.DONE))
                : new Unknown("HTTP 200 with a body that is not Typesense's", null));
    }

    /** The outcome of deleting one document by its id. */
    ImportOutcome singleDeleteOutcome(TextBody body) {
        if (status == HttpStatus.NOT_FOUND && errorText.contains(NO_DOCUMENT)) {
            return new Answered(List.of(LineResult.DONE));
        }
        if (status == HttpStatus.BAD_REQUEST) {
            return new Answered(List.of(new LineResult(false, status, message())));
        }
        return deleteOutcome(body);
    }

    private ImportOutcome errorOutcome(String message) {
        return switch (status) {
            case HttpStatus.UNAUTHORIZED, HttpStatus.FORBIDDEN ->
                new Refused(RefusalKind.UNAUTHORIZED, status, message);
            case HttpStatus.NOT_FOUND -> new Refused(RefusalKind.NOT_FOUND, status, message);
            case HttpStatus.UNPROCESSABLE -> new Refused(RefusalKind.OUT_OF_RESOURCES, status, message);
            case HttpStatus.UNAVAILABLE ->
                message.equals(LAGGING) ? new Refused(RefusalKind.BUSY, status, message) : unknown(message);
            case HttpStatus.REQUEST_TIMEOUT -> unknown(message);
            default -> otherOutcome(message);
        };
    }

    private ImportOutcome otherOutcome(String message) {
        if (status >= HttpStatus.MULTIPLE_CHOICES && status < HttpStatus.BAD_REQUEST) {
            return new Refused(
                    RefusalKind.BAD_REQUEST,
                    status,
                    "the node redirects to another address, and typesync follows no redirect; set typesense.nodes to"
                            + " the address of Typesense");
        }
        return status >= HttpStatus.BAD_REQUEST && status < HttpStatus.SERVER_ERROR
                ? new Refused(RefusalKind.BAD_REQUEST, status, message)
                : unknown(message);
    }

    /**
     * A proxy answers 502 to 504, and Typesense answers 500 while a cluster has no leader. The write may still be
     * applied.
     */
    private Unknown unknown(String message) {
        return new Unknown("HTTP " + status + ": " + message, null);
    }

    private String message() {
        return ServerMessage.of(errorText);
    }
}
