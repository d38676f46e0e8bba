package dev.typesync.typesense;

import dev.typesync.document.DocumentHash;

/** Passes the id and hash of each line of an export to a sink as it arrives. Used by one thread. */
final class ExportLines extends LineBody {
    /** Larger than any document that typesync writes. */
    static final int MAX_LINE_BYTES = 16 * 1024 * 1024;

    private final ExportSink sink;
    private long count;

    ExportLines(ExportSink sink) {
        super(MAX_LINE_BYTES);
        this.sink = sink;
    }

    @Override
    boolean line(byte[] bytes, int length, boolean isTooLong) {
        count++;
        if (isTooLong) {
            sink.notADocument(count);
        } else if (length > 0) {
            emit(bytes, length);
        }
        return true;
    }

    private void emit(byte[] bytes, int length) {
        DocumentHash document;
        try {
            document = DocumentHash.of(bytes, 0, length);
        } catch (IllegalArgumentException e) {
            sink.notADocument(count);
            return;
        }
        if (document.id().isEmpty()) {
            sink.notADocument(count);
        } else {
            sink.document(document.id(), document.hash());
        }
    }
}
