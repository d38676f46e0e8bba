package dev.typesync.capture.rewrite;

import dev.typesync.capture.catalog.CapturedKey;
import dev.typesync.capture.catalog.WatchedRelation;
import dev.typesync.outbox.KeyText;
import dev.typesync.outbox.SqlQuoting;
import dev.typesync.parser.plan.WriteTarget;
import java.util.ArrayList;
import java.util.List;

/**
 * The key items that a RETURNING gives: one for each captured key, or two if the statement may change the key.
 *
 * @param qualifier of the columns of the statement's target
 * @param list what follows the word RETURNING, up to the key items: {@code WITH (OLD AS …, NEW AS …)} or nothing
 * @param items the SQL of each item
 * @param oldToo each captured key has two items: the old key and the new one
 */
public record ReturningKeys(String qualifier, String list, List<String> items, boolean oldToo) {
    private static final String OLD = "typesync_old";
    private static final String NEW = "typesync_new";

    public ReturningKeys {
        items = List.copyOf(items);
    }

    static ReturningKeys of(boolean ownReturning, WriteTarget target, WatchedRelation relation, boolean oldToo) {
        String qualifier = qualifier(target);
        List<String> items = new ArrayList<>();
        boolean renamed = oldToo && !ownReturning;
        for (CapturedKey capture : relation.captures()) {
            if (oldToo) {
                items.add(KeyText.sqlOrNull(capture.key(), renamed ? OLD : "old"));
                items.add(KeyText.sqlOrNull(capture.key(), renamed ? NEW : "new"));
            } else {
                items.add(KeyText.sql(capture.key(), qualifier));
            }
        }
        String list = renamed ? "WITH (OLD AS " + OLD + ", NEW AS " + NEW + ") " : "";
        return new ReturningKeys(qualifier, list, items, oldToo);
    }

    /** What qualifies the target's columns in the statement. */
    static String qualifier(WriteTarget target) {
        return SqlQuoting.identifier(
                target.alias() != null ? target.alias() : target.name().table());
    }

    /** The expression for {@code outbox.keys} of a captured key, from columns of the CTE. */
    String array(int capture, List<String> columns) {
        if (!oldToo) {
            return "ARRAY[" + columns.get(capture) + "]";
        }
        return "pg_catalog.array_remove(ARRAY[" + columns.get(2 * capture) + ", " + columns.get(2 * capture + 1)
                + "], NULL)";
    }
}
