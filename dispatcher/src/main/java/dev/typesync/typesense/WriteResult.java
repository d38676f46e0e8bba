package dev.typesync.typesense;

import dev.typesync.typesense.ImportOutcome.Answered;
import dev.typesync.typesense.ImportOutcome.Refused;
import dev.typesync.typesense.ImportOutcome.Unknown;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An answer to a write, or why there is none, and what that means: was it carried out, was nothing of it, or does nobody
 * know?
 *
 * @param status of HTTP; 0 without an answer
 */
record WriteResult(int status, String body, @Nullable RequestFailedException failure) {
    /** Typesense answers it before it takes a write in. */
    private static final String LAGGING = "Not Ready or Lagging";

    /** Looked for in the answer as it stands: it names the id without escaping it, so it may be no JSON. */
    private static final String NO_DOCUMENT = "Could not find a document";

    static WriteResult of(HttpResponse<String> answer) {
        return new WriteResult(answer.statusCode(), answer.body(), null);
    }

    static WriteResult of(RequestFailedException failure) {
        return new WriteResult(0, "", failure);
    }

    boolean isUnreachable() {
        return failure != null && !failure.sent();
    }

    /** What it means, where the body of a 200 is read by the function. */
    ImportOutcome outcome(Function<String, ImportOutcome> read) {
        if (failure != null) {
            return failure.sent()
                    ? new Unknown(failure.why(), failure.getCause())
                    : new Refused(RefusalKind.UNREACHABLE, 0, failure.why());
        }
        return status == HttpStatus.OK ? read.apply(body) : notOk(message());
    }

    /** The same for the delete of one document by its id. */
    ImportOutcome singleDelete() {
        if (status == HttpStatus.NOT_FOUND && body.contains(NO_DOCUMENT)) {
            return new Answered(List.of(LineResult.DONE));
        }
        if (status == HttpStatus.BAD_REQUEST) {
            return new Answered(List.of(new LineResult(false, status, message())));
        }
        return outcome(answer -> new Answered(List.of(LineResult.DONE)));
    }

    private ImportOutcome notOk(String message) {
        return switch (status) {
            case HttpStatus.UNAUTHORIZED, HttpStatus.FORBIDDEN ->
                new Refused(RefusalKind.UNAUTHORIZED, status, message);
            case HttpStatus.NOT_FOUND -> new Refused(RefusalKind.NOT_FOUND, status, message);
            case HttpStatus.UNPROCESSABLE -> new Refused(RefusalKind.OUT_OF_RESOURCES, status, message);
            case HttpStatus.UNAVAILABLE ->
                message.equals(LAGGING) ? new Refused(RefusalKind.BUSY, status, message) : unknown(message);
            case HttpStatus.REQUEST_TIMEOUT -> unknown(message);
            default ->
                status >= HttpStatus.BAD_REQUEST && status < HttpStatus.SERVER_ERROR
                        ? new Refused(RefusalKind.BAD_REQUEST, status, message)
                        : unknown(message);
        };
    }

    /** A proxy's 502 to 504, and Typesense's own 500 while a cluster has no leader: the write may be under way. */
    private Unknown unknown(String message) {
        return new Unknown("HTTP " + status + ": " + message, null);
    }

    private String message() {
        return ServerMessage.of(body);
    }
}
