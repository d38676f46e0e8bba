package dev.typesync.typesense;

import org.jspecify.annotations.Nullable;

/**
 * The result for one document of a request. The copy of the document in the answer is not kept.
 *
 * @param code 200, or the code of the failure: 400 rejected, 404, 409, 422 out of resources, 500
 * @param error the server's message; it can quote parts of the document, so it may be stored in a dead letter but not
 *     logged
 */
public record LineResult(
        boolean success, int code, @Nullable String error) {
    static final LineResult DONE = new LineResult(true, 200, null);
}
