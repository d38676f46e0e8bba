package dev.typesync.document;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Id and content hash of a JSON document. Two JSON texts have the same hash if Typesense stores the same content for
 * them: the order of fields, white space, escapes and the notation of numbers do not matter. Of a duplicate field the
 * last one counts.
 *
 * @param id its top-level field {@code id}; empty if there is none
 */
public record DocumentHash(String id, long hash) {
    public DocumentHash {
        requireNonNull(id, "id");
    }

    /**
     * Parses one document.
     *
     * @param json one JSON object
     * @throws IllegalArgumentException if it is not a JSON object; the message does not quote it
     */
    public static DocumentHash of(byte[] json) {
        return of(json, 0, json.length);
    }

    /** Like {@link #of(byte[])}, for a part of an array. */
    public static DocumentHash of(byte[] json, int offset, int length) {
        try (JsonParser parser = DocumentJson.FACTORY.createParser(json, offset, length)) {
            return new ContentHasher(parser).hash();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException("not a JSON document");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
