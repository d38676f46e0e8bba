package dev.typesync.replicator.ledger;

import static java.util.Objects.requireNonNull;

import dev.typesync.document.CollectionMapping;
import org.jspecify.annotations.Nullable;

/**
 * What a collection was made of. Immutable. Its text is the hash, a space and the key; an earlier version recorded only
 * the hash.
 *
 * @param hash {@link CollectionMapping#definitionHash}
 * @param key {@link CollectionMapping#keyDefinition}; null if it is not recorded
 */
public record RecordedDefinition(String hash, @Nullable String key) {
    public RecordedDefinition {
        requireNonNull(hash, "hash");
    }

    /** The definition of this mapping. */
    public static RecordedDefinition of(CollectionMapping mapping) {
        return new RecordedDefinition(mapping.definitionHash(), mapping.keyDefinition());
    }

    static @Nullable RecordedDefinition parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int space = text.indexOf(' ');
        return space < 0
                ? new RecordedDefinition(text, null)
                : new RecordedDefinition(text.substring(0, space), text.substring(space + 1));
    }

    String text() {
        return key == null ? hash : hash + ' ' + key;
    }
}
