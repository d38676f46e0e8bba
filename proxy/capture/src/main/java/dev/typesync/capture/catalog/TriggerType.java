package dev.typesync.capture.catalog;

import java.util.EnumSet;
import java.util.Set;

/** The bits of {@code pg_trigger.tgtype}. Immutable. */
record TriggerType(int bits) {
    private static final int ROW = 1;
    private static final int BEFORE_ROW = 3;
    private static final int INSERT = 4;
    private static final int DELETE = 8;
    private static final int UPDATE = 16;
    private static final int TRUNCATE = 32;
    private static final int INSTEAD = 64;

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
     * @param movesRows an UPDATE of its table can move a row to another partition: a DELETE in one, an INSERT in the
     *     other
     */
    Set<TableEvent> firedBy(boolean movesRows) {
        Set<TableEvent> events = events();
        boolean row = (bits & ROW) != 0;
        if (movesRows && row && (events.contains(TableEvent.INSERT) || events.contains(TableEvent.DELETE))) {
            events.add(TableEvent.UPDATE);
        }
        return events;
    }

    /** Whether it runs before each row is updated. */
    boolean isBeforeUpdate() {
        return isBeforeRow() && events().contains(TableEvent.UPDATE);
    }

    /** Whether it runs before each row is changed; it can prevent the change. */
    boolean isBeforeRow() {
        return (bits & BEFORE_ROW) == BEFORE_ROW;
    }

    /**
     * Whether it also runs for a statement that counts no row: for each statement, or before or instead of the change
     * of a row, which it can prevent.
     */
    boolean runsWithoutCountedRow() {
        return (bits & (BEFORE_ROW | INSTEAD)) != ROW;
    }

    private void add(Set<TableEvent> events, int bit, TableEvent event) {
        if ((bits & bit) != 0) {
            events.add(event);
        }
    }
}
