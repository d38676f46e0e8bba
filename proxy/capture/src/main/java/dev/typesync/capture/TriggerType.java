package dev.typesync.capture;

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

    Set<RowEvent> events() {
        Set<RowEvent> events = EnumSet.noneOf(RowEvent.class);
        add(events, INSERT, RowEvent.INSERT);
        add(events, DELETE, RowEvent.DELETE);
        add(events, UPDATE, RowEvent.UPDATE);
        add(events, TRUNCATE, RowEvent.TRUNCATE);
        return events;
    }

    /**
     * The statements that fire it.
     *
     * @param moves an UPDATE of its table can move a row to another partition, which deletes it here and inserts it there
     */
    Set<RowEvent> firedBy(boolean moves) {
        Set<RowEvent> events = events();
        boolean row = (bits & ROW) != 0;
        if (moves && row && (events.contains(RowEvent.INSERT) || events.contains(RowEvent.DELETE))) {
            events.add(RowEvent.UPDATE);
        }
        return events;
    }

    /** It runs before each row is updated. */
    boolean isBeforeUpdate() {
        return isBeforeRow() && events().contains(RowEvent.UPDATE);
    }

    /** It sees each row before it is changed, and can keep it from being so. */
    boolean isBeforeRow() {
        return (bits & BEFORE_ROW) == BEFORE_ROW;
    }

    private void add(Set<RowEvent> events, int bit, RowEvent event) {
        if ((bits & bit) != 0) {
            events.add(event);
        }
    }
}
