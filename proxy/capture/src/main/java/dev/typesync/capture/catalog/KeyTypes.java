package dev.typesync.capture.catalog;

import dev.typesync.outbox.KeyColumn;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is needed of a watched relation to read keys from a statement without a query. Immutable.
 *
 * @param fields by the column's name
 * @param beforeRow a BEFORE row trigger of it or of one of its partitions may change a row on its way
 */
public record KeyTypes(Map<String, KeyType> fields, boolean beforeRow) {
    public KeyTypes {
        fields = Map.copyOf(fields);
    }

    /**
     * Whether the columns contain all key columns, and the driver's text of each is the text that the server casts it
     * to.
     */
    public boolean areExact(List<CapturedKey> captures, List<String> columns) {
        for (CapturedKey capture : captures) {
            for (KeyColumn column : capture.key()) {
                KeyType field = fields.get(column.name());
                if (field == null || !columns.contains(column.name()) || field.kind() == KeyType.Kind.OTHER) {
                    return false;
                }
            }
        }
        return true;
    }

    public @Nullable KeyType field(String column) {
        return fields.get(column);
    }
}
