package dev.typesync.typesense;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Splits a body into lines. Only one line is in memory, and of a line that is too long only its begin. Not thread-safe. */
abstract class LineBody implements AnswerBody {
    private static final int INITIAL_CAPACITY = 8 * 1024;

    private final int maxLineBytes;
    private byte[] line = new byte[INITIAL_CAPACITY];
    private int length;
    private boolean isTooLong;

    LineBody(int maxLineBytes) {
        this.maxLineBytes = maxLineBytes;
    }

    /**
     * Takes a line without its newline; also an empty one.
     *
     * @param bytes the line is in the first {@code length} bytes
     * @param isTooLong whether the line is longer than that
     * @return whether more lines are needed
     */
    abstract boolean line(byte[] bytes, int length, boolean isTooLong);

    @Override
    public boolean accept(ByteBuffer chunk) {
        while (chunk.hasRemaining()) {
            byte next = chunk.get();
            if (next == '\n') {
                if (!endLine()) {
                    return false;
                }
            } else {
                append(next);
            }
        }
        return true;
    }

    private void append(byte next) {
        if (length == maxLineBytes) {
            isTooLong = true;
            return;
        }
        if (length == line.length) {
            line = Arrays.copyOf(line, Math.min(2 * length, maxLineBytes));
        }
        line[length++] = next;
    }

    /** The last line has no newline. */
    @Override
    public void end() {
        endLine();
    }

    private boolean endLine() {
        boolean wantsMore = line(line, length, isTooLong);
        length = 0;
        isTooLong = false;
        return wantsMore;
    }
}
