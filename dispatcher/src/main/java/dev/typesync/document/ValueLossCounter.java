package dev.typesync.document;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts, by field, the values that a document holds only in part. Logs once for each field. Thread-safe. */
final class ValueLossCounter {
    private static final Logger LOG = System.getLogger("dev.typesync.document");

    private final String collection;
    private final Map<String, LongAdder> truncatedTexts = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> lossyNumbers = new ConcurrentHashMap<>();

    ValueLossCounter(String collection) {
        this.collection = collection;
    }

    void countTruncatedText(String field) {
        if (isFirst(truncatedTexts, field)) {
            LOG.log(
                    Level.INFO,
                    "{0}: texts of field {1} are truncated to {2} bytes; Typesense needs seconds for a longer one",
                    collection,
                    field,
                    String.valueOf(Utf8Limit.MAX_TEXT_BYTES));
        }
    }

    void countLossyNumber(String field) {
        if (isFirst(lossyNumbers, field)) {
            LOG.log(
                    Level.INFO,
                    "{0}: numbers of field {1} have more digits than a float can keep; `type: string` keeps all digits",
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

    /** How many texts were truncated, by field. */
    Map<String, Long> truncatedTexts() {
        return sums(truncatedTexts);
    }

    /** How many numbers change when they become a double, by field. */
    Map<String, Long> lossyNumbers() {
        return sums(lossyNumbers);
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counts) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((field, count) -> sums.put(field, count.sum()));
        return sums;
    }
}
