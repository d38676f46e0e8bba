package dev.typesync.source;

import dev.typesync.outbox.TableId;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** The rows of the outbox as they are committed. Used by one thread; blocks. */
public interface OutboxTable {
    /**
     * Reads some rows, in the order of their places. One call does a bounded amount of work, so the page may be empty
     * although rows follow.
     *
     * @param from the first place to look at, see {@link OutboxRow.Id#place}
     */
    OutboxPage read(long from, Selection selection) throws SQLException;

    /**
     * Deletes exactly these rows, if this process still owns the outbox.
     *
     * @return false if another process owns the outbox; then nothing is deleted
     */
    boolean delete(Ownership ownership, List<OutboxRow.Id> rows) throws SQLException;

    /**
     * Which rows are read, by their table.
     *
     * @param tables the tables that are meant
     * @param others false: only rows of these tables; true: only other rows, also those without a valid table name
     */
    record Selection(Set<TableId> tables, boolean others) {
        public Selection {
            tables = Set.copyOf(tables);
        }

        /** All rows. */
        public static final Selection ALL = new Selection(Set.of(), true);
    }
}
