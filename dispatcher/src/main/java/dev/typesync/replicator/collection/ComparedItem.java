package dev.typesync.replicator.collection;

/**
 * A document or a row, as a comparison sees it. Immutable; ordered by id.
 *
 * @param hash of the content; 0 for a rejected row
 */
record ComparedItem(String id, Kind kind, long hash) implements Comparable<ComparedItem> {
    private static final int OBJECT_BYTES = 96;

    enum Kind {
        DOCUMENT(0),
        ROW(1),
        /** A row that cannot become a document. */
        REJECTED_ROW(2);

        /** In a file, in two bits. */
        private final int code;

        Kind(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        static Kind of(int code) {
            return code == DOCUMENT.code ? DOCUMENT : code == ROW.code ? ROW : REJECTED_ROW;
        }
    }

    /** The heap that it takes, at most. */
    long heapBytes() {
        return OBJECT_BYTES + 2L * id.length();
    }

    @Override
    public int compareTo(ComparedItem other) {
        return id.compareTo(other.id);
    }
}
