package dev.typesync.parser.keys;

import dev.typesync.parser.plan.SqlValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values in the text of one INSERT, UPDATE or DELETE, of all its columns. {@link KeyBinder} picks those of a key.
 *
 * @param unboundReason why the text binds no column at all; null if it may bind some
 * @param rows the rows of VALUES, each with one value for each column of the list
 * @param conditions the conditions of WHERE that bind columns
 * @param set the values that an UPDATE sets
 * @param positions where these values were read, for a comparison with JSqlParser
 */
public record NamedValues(
        @Nullable String unboundReason,
        List<List<SqlValue>> rows,
        List<Conjunct> conditions,
        Map<String, SqlValue> set,
        ReadPositions positions) {
    /** For a statement whose text binds no columns. */
    public static NamedValues unbound(String reason) {
        return new NamedValues(reason, List.of(), List.of(), Map.of(), ReadPositions.NONE);
    }
}
