package dev.typesync.source;

import dev.typesync.outbox.SqlQuoting;
import dev.typesync.outbox.TableId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The names of tables as outbox rows can contain them. A server may put a name in double quotes that another version of
 * it leaves plain, so a table has up to four names.
 */
public final class TableNames {
    private TableNames() {}

    /** All names of the tables that are named here by {@link TableId#quoted}. */
    public static String[] parse(String[] quoted) {
        List<TableId> tables = new ArrayList<>();
        for (String name : quoted) {
            tables.add(TableId.parse(name));
        }
        return of(tables);
    }

    public static String[] of(Collection<TableId> tables) {
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
