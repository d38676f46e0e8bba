package dev.typesync.jartest.differential;

import dev.typesync.event.CommittedTransaction;
import dev.typesync.event.CommittedTransactionListener;
import dev.typesync.event.TableChange;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What listeners are told of this JVM's transactions: the keys that the driver knows, and tables of which it knows none. */
public final class ToldKeys implements CommittedTransactionListener {
    private static final Set<String> KEYS = ConcurrentHashMap.newKeySet();
    private static final Set<String> MARKED = ConcurrentHashMap.newKeySet();

    @Override
    public void onCommit(CommittedTransaction transaction) {
        for (TableChange change : transaction.changes()) {
            String table = change.schema() + "." + change.table();
            change.keys().forEach(key -> KEYS.add(table + " " + key));
            if (change.keys().isEmpty()) {
                MARKED.add(table);
            }
        }
    }

    static void forget() {
        KEYS.clear();
        MARKED.clear();
    }

    /** @param key with its table in front */
    static boolean knows(String key) {
        return KEYS.contains(key) || MARKED.contains(key.substring(0, key.indexOf(' ')));
    }

    static boolean isMarked(String table) {
        return MARKED.contains(table);
    }
}
