package dev.typesync.document;

import dev.typesync.outbox.TableId;
import org.jspecify.annotations.Nullable;

/** Thrown if a collection cannot be replicated yet. */
final class UnresolvedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    UnresolvedException(String reason, String remedy) {
        super(reason);
        this.remedy = remedy;
    }

    CollectionResolution.Waiting waiting(@Nullable TableId table) {
        return new CollectionResolution.Waiting(String.valueOf(getMessage()), remedy, table);
    }
}
