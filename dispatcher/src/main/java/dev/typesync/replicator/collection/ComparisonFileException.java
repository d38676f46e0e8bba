package dev.typesync.replicator.collection;

import java.io.IOException;
import java.nio.file.Path;

/** Thrown if the temporary file of a comparison cannot be written or read. The comparison is to be tried again. */
final class ComparisonFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ComparisonFileException(Path directory, long bytes, IOException cause) {
        super(
                "a comparison needs a temporary file in " + directory + ", which has failed after " + bytes + " bytes ("
                        + cause + "); free space there, or name another directory by the system property"
                        + " java.io.tmpdir; the table stays marked, and typesync compares it later",
                cause);
    }
}
