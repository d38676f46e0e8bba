package dev.typesync.source;

/** Places in the heap as numbers: the block in the upper 48 bits, the number of the row in its block in the lower 16. */
final class Place {
    private static final int OFFSET_BITS = 16;

    private Place() {}

    static long ofBlock(long block) {
        return block << OFFSET_BITS;
    }

    static long block(long place) {
        return place >>> OFFSET_BITS;
    }

    /** The place as PostgreSQL writes a ctid. */
    static String text(long place) {
        return "(" + block(place) + "," + (place & ((1 << OFFSET_BITS) - 1)) + ")";
    }

    /** Parses the result of {@link #text}. */
    static long parse(String ctid) {
        int comma = ctid.indexOf(',');
        return ofBlock(Long.parseLong(ctid, 1, comma, 10)) | Long.parseLong(ctid, comma + 1, ctid.length() - 1, 10);
    }
}
