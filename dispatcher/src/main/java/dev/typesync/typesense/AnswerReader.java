package dev.typesync.typesense;

import java.util.function.IntFunction;

/** Reads the body of a 200 with the given reader, and the begin of any other body as text. Used by one thread. */
final class AnswerReader implements IntFunction<AnswerBody> {
    private final AnswerBody ok;
    private TextBody error = new TextBody(0);

    AnswerReader(AnswerBody ok) {
        this.ok = ok;
    }

    @Override
    public AnswerBody apply(int status) {
        error = new TextBody(TextBody.MAX_ERROR_BYTES);
        return status == HttpStatus.OK ? ok : error;
    }

    /** The text that came with another status than 200; empty if none came. */
    String errorText() {
        return error.text();
    }
}
