package dev.typesync.capture;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known of a watched relation to tell keys without asking the database.
 *
 * @param fields by the column's name
 * @param beforeRow a BEFORE row trigger of it or of one of its partitions may change a row on its way
 */
record KeyFacts(Map<String, KeyField> fields, boolean beforeRow) {
    KeyFacts {
        fields = Map.copyOf(fields);
    }

    @Nullable
    KeyField field(String column) {
        return fields.get(column);
    }
}
