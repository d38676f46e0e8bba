package dev.typesync.parser;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values in the text of one INSERT, UPDATE or DELETE.
 *
 * @param unbound why no column can be bound at all; null if some may be
 * @param rows of an INSERT's VALUES, one value for each column of its list
 * @param conditions of WHERE
 * @param set what an UPDATE sets its columns to
 */
record Bindings(
        @Nullable String unbound,
        List<List<Value>> rows,
        List<Conjunct> conditions,
        Map<String, Value> set,
        Evidence evidence) {
    static Bindings none(String reason) {
        return new Bindings(reason, List.of(), List.of(), Map.of(), Evidence.NONE);
    }
}
