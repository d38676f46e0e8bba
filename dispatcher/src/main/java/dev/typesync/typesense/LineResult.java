package dev.typesync.typesense;

import org.jspecify.annotations.Nullable;

/**
 * What became of one document of a request. The document that the server echoes is not kept.
 *
 * @param code 200, or the code of the failure: 400 rejected, 404, 409, 422 out of resources, 500
 * @param error the server's text; it can quote pieces of the document, so it belongs into a dead letter, not into a log
 */
public record LineResult(
        boolean success, int code, @Nullable String error) {
    static final LineResult DONE = new LineResult(true, 200, null);
}
