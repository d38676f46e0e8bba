package dev.typesync.typesense;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A body as text, in UTF-8. A longer one is cut: an error text is needed only in part, and JSON that is cut cannot be
 * parsed. Used by one thread.
 */
final class TextBody implements AnswerBody {
    /** Enough for the message of an error. */
    static final int MAX_ERROR_BYTES = 16 * 1024;

    private final int maxBytes;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    TextBody(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public boolean accept(ByteBuffer chunk) {
        byte[] taken = new byte[Math.min(chunk.remaining(), maxBytes - bytes.size())];
        chunk.get(taken);
        bytes.writeBytes(taken);
        return !chunk.hasRemaining();
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
