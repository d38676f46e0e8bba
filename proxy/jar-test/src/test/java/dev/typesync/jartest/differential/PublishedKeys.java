package dev.typesync.jartest.differential;

import dev.typesync.event.CommittedTransaction;
import dev.typesync.event.CommittedTransactionListener;
import dev.typesync.event.TableChange;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A listener that collects what the driver publishes in this JVM: keys, and tables without known keys. */
public final class PublishedKeys implements CommittedTransactionListener {
    private static final Set<String> KEYS = ConcurrentHashMap.newKeySet();
    private static final Set<String> MARKED_TABLES = ConcurrentHashMap.newKeySet();

    @Override
    public void onCommit(CommittedTransaction transaction) {
        for (TableChange change : transaction.changes()) {
            String table = change.schema() + "." + change.table();
            change.keys().forEach(key -> KEYS.add(table + " " + key));
            if (change.keys().isEmpty()) {
                MARKED_TABLES.add(table);
            }
        }
    }

    static void clear() {
        KEYS.clear();
        MARKED_TABLES.clear();
    }

    /** @param key after its table and a space */
    static boolean containsKey(String key) {
        return KEYS.contains(key);
    }

    static boolean isMarked(String table) {
        return MARKED_TABLES.contains(table);
    }
}
