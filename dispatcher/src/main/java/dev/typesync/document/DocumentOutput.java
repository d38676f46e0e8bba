package dev.typesync.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Collects the bytes of one document after another, each up to a limit. Used by one thread. */
final class DocumentOutput extends OutputStream {
    /** Thrown for a document that is larger than the limit. */
    static final class FullException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int maxBytes;

    DocumentOutput(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public void write(int value) throws IOException {
        requireRoom(1);
        bytes.write(value);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        requireRoom(length);
        bytes.write(source, offset, length);
    }

    private void requireRoom(int length) throws FullException {
        if (bytes.size() + length > maxBytes) {
            throw new FullException();
        }
    }

    /** The bytes so far; after that it is empty again. */
    byte[] take() {
        byte[] taken = bytes.toByteArray();
        clear();
        return taken;
    }

    void clear() {
        bytes.reset();
    }
}
