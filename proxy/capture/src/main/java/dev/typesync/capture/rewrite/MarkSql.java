package dev.typesync.capture.rewrite;

import dev.typesync.capture.change.Mark;
import dev.typesync.outbox.Outbox;
import dev.typesync.outbox.SqlQuoting;
import java.util.List;
import java.util.stream.Collectors;

/** The SQL that writes marks. */
public final class MarkSql {
    private final Outbox outbox;

    public MarkSql(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Writes them in any case. */
    public String insert(List<Mark> marks) {
        return outbox.insertMarkInto() + " VALUES " + values(marks);
    }

    /** Writes them only if the CTE has a row. */
    String insertIfAny(List<Mark> marks, String cte) {
        return insertIf("EXISTS (SELECT FROM " + cte + ")", marks);
    }

    /**
     * Writes them only if the CTE has a row that was not locked before.
     *
     * @param identity its column that identifies the row, as {@link CascadeSql#identity} does
     */
    String insertUnlessLocked(List<Mark> marks, String cte, String identity) {
        return insertIf(
                "EXISTS (SELECT FROM " + cte + " WHERE " + identity + " OPERATOR(pg_catalog.<>) ALL ("
                        + CascadeSql.LOCKED + "))",
                marks);
    }

    /** @param condition in SQL */
    private String insertIf(String condition, List<Mark> marks) {
        return outbox.insertMarkInto() + " SELECT tbl, op::pg_catalog.\"char\", tag FROM (VALUES " + values(marks)
                + ") AS marks(tbl, op, tag) WHERE " + condition;
    }

    private static String values(List<Mark> marks) {
        return marks.stream()
                .map(mark -> "(" + SqlQuoting.literal(mark.table().quoted()) + ", '" + Outbox.MARK + "', "
                        + SqlQuoting.literal(Outbox.tag(mark.cause().text(), null)) + ")")
                .collect(Collectors.joining(", "));
    }
}
