package dev.typesync.capture.rewrite;

import dev.typesync.capture.catalog.ServerVersion;
import dev.typesync.capture.catalog.WatchedRelation;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.decision.RewrittenText.Edit;
import dev.typesync.outbox.Outbox;
import dev.typesync.outbox.SqlQuoting;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.WithWrite;
import dev.typesync.parser.plan.WriteTarget;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds the WITH of a statement that also captures the writes among its items. Each write gives the keys of its rows,
 * and another item puts them into the outbox. If a write has a RETURNING of its own, which the rest of the statement
 * reads, it moves into an item of typesync that gives the key as well. The item with the application's name then
 * selects from that item what it gave before. Belongs to one thread.
 */
final class CapturedWithBuilder {
    private static final String ITEM = "typesync_w";

    private final Outbox outbox;
    private final MarkSql marks;
    private final StatementImpact impact;
    private final String sql;
    private final List<Edit> edits = new ArrayList<>();
    private final StringBuilder items = new StringBuilder();
    private final Set<Mark> written = new LinkedHashSet<>();
    private int number;

    CapturedWithBuilder(Outbox outbox, StatementImpact impact) {
        this.outbox = outbox;
        this.marks = new MarkSql(outbox);
        this.impact = impact;
        this.sql = impact.sql();
    }

    /** Captures the keys of one write. Returns false if that is impossible: then nothing is changed. */
    boolean capture(WithWrite write, WatchedRelation relation, boolean returnsRows) {
        int version = impact.snapshot().serverVersion();
        SqlOperation operation = write.target().operation();
        boolean keyChange = operation != SqlOperation.INSERT
                && operation != SqlOperation.DELETE
                && relation.mayChangeKey(write.setColumns(), version);
        if (!impact.canReturnKeys(write.target(), relation)
                || (keyChange && version < ServerVersion.RETURNING_OLD_AND_NEW)) {
            return false;
        }
        ReturningKeys keys = ReturningKeys.of(write.returning() >= 0, write.target(), relation, keyChange);
        if (write.returning() < 0) {
            return !write.columnList() && addReturning(write, relation, keys);
        }
        return moveReturning(write, relation, keys, returnsRows);
    }

    /** Nothing in the statement reads the item, so it may return anything. */
    private boolean addReturning(WithWrite write, WatchedRelation relation, ReturningKeys keys) {
        List<String> names = keyNames(keys);
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            list.append(i > 0 ? ", " : "")
                    .append(keys.items().get(i))
                    .append(" AS ")
                    .append(names.get(i));
        }
        replace(write.body().to(), write.body().to(), "\nRETURNING " + keys.list() + list);
        addOutboxItems(write, relation, keys, names, write.name().textIn(sql));
        return true;
    }

    private boolean moveReturning(WithWrite write, WatchedRelation relation, ReturningKeys keys, boolean returnsRows) {
        List<String> labels = write.labels();
        boolean wholeRow = write.returnsAll() && !returnsRows && isWholeRow(write.target(), relation);
        if ((labels == null && !wholeRow) || (keys.oldToo() && isNamedOldOrNew(write.target()))) {
            return false;
        }
        List<String> names = keyNames(keys);
        String item = ITEM + number;
        String returning = "\nRETURNING " + keys.list() + String.join(", ", keys.items()) + ", ";
        if (labels == null) {
            moveWholeRow(write, names, item, returning);
        } else {
            moveItems(write, names, item, returning, labels);
        }
        addOutboxItems(write, relation, keys, names, item);
        return true;
    }

    /** Returns the row as one column, so that it has the columns that it has at execution. */
    private void moveWholeRow(WithWrite write, List<String> names, String item, String returning) {
        replaceHeader(write, item, names, List.of("r"));
        String row = ReturningKeys.qualifier(write.target());
        replace(write.returning(), write.body().to(), returning + row + selection(write, "(r).*", item));
    }

    private void moveItems(WithWrite write, List<String> names, String item, String returning, List<String> labels) {
        List<String> columns = new ArrayList<>();
        List<String> selected = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            columns.add("c" + i);
            selected.add("c" + i + " AS " + SqlQuoting.identifier(labels.get(i)));
        }
        replaceHeader(write, item, names, columns);
        replace(write.returning(), write.returningItems().get(0).from(), returning);
        replace(write.body().to(), write.body().to(), selection(write, String.join(", ", selected), item));
    }

    private void replaceHeader(WithWrite write, String item, List<String> names, List<String> columns) {
        String all = Stream.concat(names.stream(), columns.stream()).collect(Collectors.joining(", "));
        replace(write.name().from(), write.body().from(), item + "(" + all + ") AS (");
    }

    private String selection(WithWrite write, String list, String item) {
        return "),\n" + write.header(sql) + "SELECT " + list + " FROM " + item;
    }

    private static boolean isNamedOldOrNew(WriteTarget target) {
        return Set.of("old", "new").contains(name(target));
    }

    private static String name(WriteTarget target) {
        String alias = target.alias();
        return alias != null ? alias : target.name().table();
    }

    /** The name of the target means its whole row, unless a column has the same name. */
    private static boolean isWholeRow(WriteTarget target, WatchedRelation relation) {
        return !relation.columns().contains(name(target));
    }

    private static List<String> keyNames(ReturningKeys keys) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < keys.items().size(); i++) {
            names.add("typesync_k" + i);
        }
        return names;
    }

    private void replace(int from, int to, String by) {
        edits.add(Edit.replace(sql, from, to, by));
    }

    private void addOutboxItems(
            WithWrite write, WatchedRelation relation, ReturningKeys keys, List<String> names, String from) {
        for (int i = 0; i < relation.captures().size(); i++) {
            items.append(",\ntypesync_x" + number + "_" + i + " AS (" + outbox.insertKeysInto() + " SELECT ")
                    .append(SqlQuoting.literal(
                            relation.captures().get(i).table().quoted()))
                    .append(", '" + Outbox.KEYS + "', " + keys.array(i, names) + " FROM " + from + ")");
        }
        IndirectMarks indirect = impact.indirectMarks(write.target(), relation, write.setColumns());
        items.append(marks.items(indirect, from, String.valueOf(number)));
        written.addAll(indirect.all());
        number++;
    }

    /**
     * Ends the WITH.
     *
     * @param end of the WITH in the text
     * @param uncaptured marks for the writes that were not captured
     */
    CapturedWith build(int end, List<Mark> uncaptured) {
        if (!uncaptured.isEmpty()) {
            items.append(",\ntypesync_z AS (" + marks.insert(uncaptured) + ")");
            written.addAll(uncaptured);
        }
        edits.add(Edit.insert(end, items.toString()));
        return new CapturedWith(edits, List.copyOf(written));
    }
}
