package dev.typesync.typesense;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A collection that exists in Typesense. Immutable.
 *
 * @param name its concrete name
 * @param documents how many it holds, as the server reports
 * @param createdAt with a precision of one second
 * @param fields as the server lists them: name, type and further properties
 */
public record CollectionInfo(String name, long documents, Instant createdAt, List<Map<String, Object>> fields) {
    public CollectionInfo {
        requireNonNull(name, "name");
        requireNonNull(createdAt, "createdAt");
        fields = List.copyOf(fields);
    }
}
