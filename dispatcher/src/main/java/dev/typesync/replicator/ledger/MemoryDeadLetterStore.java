package dev.typesync.replicator.ledger;

import dev.typesync.config.PrintableText;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The dead letters of one collection, in memory: their ids, to count them. The log shows the first error of each batch.
 * Thread-safe.
 */
public final class MemoryDeadLetterStore implements DeadLetterStore {
    private static final Logger LOG = System.getLogger("dev.typesync.replicator");

    /** An error of Typesense begins with its status. */
    private static final Pattern OF_TYPESENSE = Pattern.compile("\\d{3} ");

    private static final Pattern WITHOUT_VALUES = Pattern.compile("\\d{3} Field `[^`]*` [A-Za-z0-9 ,.\\[\\]]*");

    /** With more ids than this, further ones are logged but not counted. */
    private static final int MAX_IDS = 100_000;

    private final String collection;
    private final Set<String> ids = ConcurrentHashMap.newKeySet();

    MemoryDeadLetterStore(String collection) {
        this.collection = collection;
    }

    @Override
    public void record(Map<String, String> errors, int attempts) {
        if (errors.isEmpty()) {
            return;
        }
        LOG.log(
                Level.WARNING,
                "collection {0}: {1} documents are rejected; they keep their last accepted state until their rows"
                        + " change; the first error: {2}",
                collection,
                errors.size(),
                withoutValues(errors.values().iterator().next()));
        if (ids.size() < MAX_IDS) {
            ids.addAll(errors.keySet());
        }
    }

    /** An error of typesync names only the field. An error of Typesense may quote the document, if it is not known. */
    private static String withoutValues(String error) {
        return OF_TYPESENSE.matcher(error).lookingAt()
                        && !WITHOUT_VALUES.matcher(error).matches()
                ? error.substring(0, 3) + " of Typesense, with a text that may quote the document"
                : PrintableText.of(error);
    }

    @Override
    public void clear(Collection<String> accepted) {
        if (!ids.isEmpty()) {
            accepted.forEach(ids::remove);
        }
    }

    @Override
    public void clearAll() {
        ids.clear();
    }

    /** The number of dead letters. */
    public int count() {
        return ids.size();
    }
}
