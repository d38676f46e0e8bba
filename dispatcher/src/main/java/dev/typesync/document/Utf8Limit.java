package dev.typesync.document;

/** Limits the length of text and of documents in UTF-8. */
final class Utf8Limit {
    /** For longer text, Typesense needs seconds per document: 0.2 s for 1 MB of words, 33 s for 50 MB. */
    static final int MAX_TEXT_BYTES = 256 * 1024;

    /**
     * For a larger document, Typesense needs much longer: 0.7 to 2 s for one of 4 MB, 7 to 11 s for one of 16 MB. It
     * also bounds the memory that one row needs.
     */
    static final int MAX_DOCUMENT_BYTES = 4 * 1024 * 1024;

    private static final int MAX_BYTES_PER_CHAR = 3;

    private Utf8Limit() {}

    /** The number of chars of the text that fit into {@link #MAX_TEXT_BYTES} without splitting a code point. */
    static int fittingLength(String text) {
        if (text.length() <= MAX_TEXT_BYTES / MAX_BYTES_PER_CHAR) {
            return text.length();
        }
        int bytes = 0;
        int at = 0;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            bytes += length(codePoint);
            if (bytes > MAX_TEXT_BYTES) {
                return at;
            }
            at += Character.charCount(codePoint);
        }
        return at;
    }

    private static int length(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}
