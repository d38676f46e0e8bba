package dev.typesync.document;

import static java.util.Objects.requireNonNull;

/**
 * One document as it is sent to Typesense. Immutable by convention: no code writes into {@code json}.
 *
 * @param id the document's {@code id}: the primary key of the row as text
 * @param json one line of JSON without a newline that starts with the id; ASCII only, other characters are escaped
 */
@SuppressWarnings("ArrayRecordComponent") // compared by hash(), never by equals
public record Document(String id, byte[] json) {
    public Document {
        requireNonNull(id, "id");
        requireNonNull(json, "json");
    }

    /**
     * A hash of the content. It does not depend on the order of fields, the notation of numbers or escapes, so it can
     * be compared with the hash of an exported line.
     */
    public long hash() {
        return DocumentHash.of(json).hash();
    }

    /** Prints only the length, because logs must not contain keys. */
    @Override
    public String toString() {
        return "Document[" + json.length + " bytes]";
    }
}
