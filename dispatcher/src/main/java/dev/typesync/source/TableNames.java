package dev.typesync.source;

import dev.typesync.outbox.SqlQuoting;
import dev.typesync.outbox.TableId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The names of tables as outbox rows can contain them. A server may put a name in double quotes that another version of
 * it leaves plain, so a table has up to four names.
 */
final class TableNames {
    private TableNames() {}

    static String[] of(Collection<TableId> tables) {
        Set<String> names = new LinkedHashSet<>();
        for (TableId table : tables) {
            for (String schema : forms(table.schema())) {
                forms(table.name()).forEach(name -> names.add(schema + "." + name));
            }
        }
        return names.toArray(String[]::new);
    }

    private static Set<String> forms(String name) {
        return new LinkedHashSet<>(List.of(SqlQuoting.quoteIdent(name), SqlQuoting.identifier(name)));
    }
}
