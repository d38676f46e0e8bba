package dev.typesync.document;

import static java.util.Objects.requireNonNull;

/**
 * One document as it is sent to Typesense. Immutable by convention: nobody writes into {@code json}.
 *
 * @param id the document's {@code id}: the row's primary key as text
 * @param json one line of JSON without a newline, which starts with the id; all ASCII, with escapes for the rest
 */
@SuppressWarnings("ArrayRecordComponent") // compared by hash(), never by equals
public record Document(String id, byte[] json) {
    public Document {
        requireNonNull(id, "id");
        requireNonNull(json, "json");
    }

    /**
     * A hash of what the document says: equal for two texts of the same content, whatever the order of fields, the
     * spelling of numbers and the escapes. So it can be compared with that of an exported line.
     */
    public long hash() {
        return DocumentHash.of(json).hash();
    }

    /** Names the id's length only: logs must not hold keys. */
    @Override
    public String toString() {
        return "Document[" + json.length + " bytes]";
    }
}
