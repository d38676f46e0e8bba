package dev.typesync.document;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts values that a document holds in part only, by field. Thread-safe. Says so in the log once for each field. */
public final class ValueLossCounter {
    private static final Logger LOG = System.getLogger("dev.typesync.document");

    private final String collection;
    private final Map<String, LongAdder> cutTexts = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> lossyNumbers = new ConcurrentHashMap<>();

    ValueLossCounter(String collection) {
        this.collection = collection;
    }

    void cutText(String field) {
        if (isFirst(cutTexts, field)) {
            LOG.log(
                    Level.INFO,
                    "{0}: texts of field {1} are longer than {2} bytes and cut there: Typesense would need seconds each",
                    collection,
                    field,
                    String.valueOf(Utf8Limit.MAX_TEXT_BYTES));
        }
    }

    void lossyNumber(String field) {
        if (isFirst(lossyNumbers, field)) {
            LOG.log(
                    Level.INFO,
                    "{0}: numbers of field {1} have more digits than a float keeps; `type: string` keeps them all",
                    collection,
                    field);
        }
    }

    private static boolean isFirst(Map<String, LongAdder> counts, String field) {
        LongAdder before = counts.get(field);
        LongAdder count = before == null ? counts.computeIfAbsent(field, name -> new LongAdder()) : before;
        count.increment();
        return before == null && count.sum() == 1;
    }

    /** How many texts were cut, by field. */
    public Map<String, Long> cutTexts() {
        return sums(cutTexts);
    }

    /** How many numbers print otherwise once they are a double, by field. */
    public Map<String, Long> lossyNumbers() {
        return sums(lossyNumbers);
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counts) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((field, count) -> sums.put(field, count.sum()));
        return sums;
    }
}
