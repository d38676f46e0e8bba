package dev.typesync.parser.keys;

import dev.typesync.parser.plan.SqlValue;
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
public record NamedValues(
        @Nullable String unbound,
        List<List<SqlValue>> rows,
        List<Conjunct> conditions,
        Map<String, SqlValue> set,
        ReadPositions evidence) {
    public static NamedValues none(String reason) {
        return new NamedValues(reason, List.of(), List.of(), Map.of(), ReadPositions.NONE);
    }
}
