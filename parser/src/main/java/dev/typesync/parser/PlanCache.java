package dev.typesync.parser;

import dev.typesync.parser.plan.ParsedSql;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The plans of the texts seen lately, bounded by their weight. Two generations: a new plan goes into the young one, a hit
 * in the old one brings it back, and when the young one is full it becomes the old one, whose leftovers are forgotten.
 * That keeps what is used, and a hit is one look-up in a map without any lock. Thread-safe.
 */
final class PlanCache {
    /** Longer texts are hardly ever sent twice. */
    static final int LONGEST_TEXT = 16 * 1024;

    /** Beside the text: the plans, the map's node. */
    private static final int WEIGHT_OF_ENTRY = 1000;

    private final long weightOfGeneration;
    private volatile Map<String, ParsedSql> young = new ConcurrentHashMap<>();
    private volatile Map<String, ParsedSql> old = new ConcurrentHashMap<>();
    private final AtomicLong weight = new AtomicLong();

    /** A text weighs 1,000 and its length in characters. */
    PlanCache(long maxWeight) {
        this.weightOfGeneration = maxWeight / 2;
    }

    @Nullable
    ParsedSql get(String sql) {
        ParsedSql parsed = young.get(sql);
        if (parsed != null) {
            return parsed;
        }
        parsed = old.get(sql);
        if (parsed != null) {
            put(sql, parsed);
        }
        return parsed;
    }

    void put(String sql, ParsedSql parsed) {
        if (sql.length() > LONGEST_TEXT) {
            return;
        }
        if (young.put(sql, parsed) == null && weight.addAndGet(WEIGHT_OF_ENTRY + sql.length()) > weightOfGeneration) {
            age();
        }
    }

    private synchronized void age() {
        if (weight.get() > weightOfGeneration) {
            old = young;
            young = new ConcurrentHashMap<>();
            weight.set(0);
        }
    }

    int size() {
        return young.size() + old.size();
    }
}
