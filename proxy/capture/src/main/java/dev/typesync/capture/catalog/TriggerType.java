package dev.typesync.capture.catalog;

import java.util.EnumSet;
import java.util.Set;

/** {@code pg_trigger.tgtype}. */
record TriggerType(int bits) {
    private static final int ROW = 1;
    private static final int BEFORE_ROW = 3;
    private static final int INSERT = 4;
    private static final int DELETE = 8;
    private static final int UPDATE = 16;
    private static final int TRUNCATE = 32;

    Set<TableEvent> events() {
        Set<TableEvent> events = EnumSet.noneOf(TableEvent.class);
        add(events, INSERT, TableEvent.INSERT);
        add(events, DELETE, TableEvent.DELETE);
        add(events, UPDATE, TableEvent.UPDATE);
        add(events, TRUNCATE, TableEvent.TRUNCATE);
        return events;
    }

    /**
     * The statements that fire it.
     *
     * @param moves an UPDATE of its table can move a row to another partition, which deletes it here and inserts it there
     */
    Set<TableEvent> firedBy(boolean moves) {
        Set<TableEvent> events = events();
        boolean row = (bits & ROW) != 0;
        if (moves && row && (events.contains(TableEvent.INSERT) || events.contains(TableEvent.DELETE))) {
            events.add(TableEvent.UPDATE);
        }
        return events;
    }

    /** It runs before each row is updated. */
    boolean isBeforeUpdate() {
        return isBeforeRow() && events().contains(TableEvent.UPDATE);
    }

    /** It sees each row before it is changed, and can keep it from being so. */
    boolean isBeforeRow() {
        return (bits & BEFORE_ROW) == BEFORE_ROW;
    }

    private void add(Set<TableEvent> events, int bit, TableEvent event) {
        if ((bits & bit) != 0) {
            events.add(event);
        }
    }
}
