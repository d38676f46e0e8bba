package dev.typesync.typesense;

import java.nio.ByteBuffer;

/** Reads the body of an answer, on the thread that sent the request. */
interface AnswerBody {
    /** Returns whether more is needed. If not, the rest is not read, and the connection is closed. */
    boolean accept(ByteBuffer bytes) throws RequestFailedException;

    /** The body is complete. */
    default void end() throws RequestFailedException {}
}
