package dev.typesync.capture;

import java.util.EnumSet;
import java.util.Set;

/** {@code pg_trigger.tgtype}. */
record TriggerType(int bits) {
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
