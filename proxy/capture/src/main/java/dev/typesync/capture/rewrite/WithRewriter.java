package dev.typesync.capture.rewrite;

import dev.typesync.capture.catalog.ServerVersion;
import dev.typesync.capture.catalog.Sql;
import dev.typesync.capture.catalog.WatchedRelation;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.decision.RewrittenText;
import dev.typesync.outbox.Outbox;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.TextSpan;
import dev.typesync.parser.plan.WithWrite;
import dev.typesync.parser.plan.WriteTarget;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes in the WITH beside the main verb: each gives the keys of its rows to an item more, which puts them into the
 * outbox. Where it has a RETURNING of its own, which the rest of the statement reads, it moves into an item of our own
 * that gives the key as well, and the item with the application's name selects from that what it gave before.
 */
final class WithRewriter {
    private static final String ITEM = "typesync_w";

    private final Outbox outbox;
    private final MarkSql marks;

    WithRewriter(Outbox outbox) {
        this.outbox = outbox;
        this.marks = new MarkSql(outbox);
    }

    /**
     * The WITH of a statement that has one and writes watched relations in it; null for others.
     *
     * @param givesRows the statement has a result set, whose metadata names the columns' tables
     */
    @Nullable
    CapturedWith of(StatementImpact impact, boolean givesRows) {
        TextSpan own = impact.plan().layout().with();
        if (own == null || impact.writesInWith().isEmpty()) {
            return null;
        }
        Building building = new Building(impact, own);
        Set<WriteTarget> rest = new LinkedHashSet<>(impact.writesInWith());
        for (WithWrite write : impact.plan().withWrites()) {
            WatchedRelation relation = impact.relation(write.target());
            boolean told = relation != null && building.captured(write, relation, givesRows);
            if (told) {
                rest.remove(write.target());
            }
        }
        Set<Mark> uncaptured = new LinkedHashSet<>();
        rest.forEach(target -> uncaptured.addAll(impact.marks(target)));
        return building.finish(List.copyOf(uncaptured));
    }

    /** The text while it grows. */
    private final class Building {
        private final StatementImpact impact;
        private final String sql;
        private final TextSpan own;
        private final List<RewrittenText.Edit> edits = new ArrayList<>();
        private final StringBuilder items = new StringBuilder();
        private final Set<Mark> written = new LinkedHashSet<>();
        private int number;

        Building(StatementImpact impact, TextSpan own) {
            this.impact = impact;
            this.sql = impact.sql();
            this.own = own;
        }

        /** False if its rows cannot be learnt: nothing is written then. */
        boolean captured(WithWrite write, WatchedRelation relation, boolean givesRows) {
            int version = impact.view().serverVersion();
            SqlOperation operation = write.target().operation();
            boolean keyChange = operation != SqlOperation.INSERT
                    && operation != SqlOperation.DELETE
                    && relation.mayChangeKey(write.setColumns(), version);
            if (!impact.givesKeys(write.target(), relation)
                    || (keyChange && version < ServerVersion.RETURNING_OLD_AND_NEW)) {
                return false;
            }
            ReturningKeys keys = ReturningKeys.of(write.returning() >= 0, write.target(), relation, keyChange);
            if (write.returning() < 0) {
                return !write.columnList() && withoutReturning(write, relation, keys);
            }
            return withReturning(write, relation, keys, givesRows);
        }

        /** Nothing in the statement can read the item, so that it may give what it likes. */
        private boolean withoutReturning(WithWrite write, WatchedRelation relation, ReturningKeys keys) {
            List<String> names = names(keys);
            StringBuilder list = new StringBuilder();
            for (int i = 0; i < names.size(); i++) {
                list.append(i > 0 ? ", " : "")
                        .append(keys.items().get(i))
                        .append(" AS ")
                        .append(names.get(i));
            }
            replace(write.body().to(), write.body().to(), "\nRETURNING " + keys.list() + list);
            outboxItems(write, relation, keys, names, write.name().of(sql));
            return true;
        }

        private boolean withReturning(
                WithWrite write, WatchedRelation relation, ReturningKeys keys, boolean givesRows) {
            List<String> labels = write.labels();
            boolean whole = write.returnsAll() && !givesRows && isWholeRow(write.target(), relation);
            if ((labels == null && !whole) || (keys.oldToo() && namesOldOrNew(write.target()))) {
                return false;
            }
            List<String> names = names(keys);
            List<String> columns = new ArrayList<>(names);
            List<String> selected = new ArrayList<>();
            for (int i = 0; labels != null && i < labels.size(); i++) {
                columns.add("c" + i);
                selected.add("c" + i + " AS " + Sql.identifier(labels.get(i)));
            }
            String item = ITEM + number;
            String returning = "\nRETURNING " + keys.list() + String.join(", ", keys.items()) + ", ";
            String behind = "),\n" + write.header(sql) + "SELECT "
                    + (labels == null ? "(r).*" : String.join(", ", selected)) + " FROM " + item;
            if (labels == null) { // a row, whatever columns it has when this is executed
                columns.add("r");
            }
            replace(write.name().from(), write.body().from(), item + "(" + String.join(", ", columns) + ") AS (");
            if (labels == null) {
                String row = ReturningKeys.qualifier(write.target());
                replace(write.returning(), write.body().to(), returning + row + behind);
            } else {
                List<TextSpan> spans = write.returningItems();
                replace(write.returning(), spans.get(0).from(), returning);
                replace(write.body().to(), write.body().to(), behind);
            }
            outboxItems(write, relation, keys, names, item);
            return true;
        }

        private static boolean namesOldOrNew(WriteTarget target) {
            return Set.of("old", "new").contains(name(target));
        }

        private static String name(WriteTarget target) {
            String alias = target.alias();
            return alias != null ? alias : target.name().table();
        }

        private boolean isWholeRow(WriteTarget target, WatchedRelation relation) {
            return !relation.columns().contains(name(target));
        }

        private List<String> names(ReturningKeys keys) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < keys.items().size(); i++) {
                names.add("typesync_k" + i);
            }
            return names;
        }

        private void replace(int from, int to, String by) {
            edits.add(RewrittenText.Edit.replace(sql, from, to, by));
        }

        private void outboxItems(
                WithWrite write, WatchedRelation relation, ReturningKeys keys, List<String> names, String from) {
            for (int i = 0; i < relation.captures().size(); i++) {
                items.append(",\ntypesync_x" + number + "_" + i + " AS (" + outbox.insertKeysInto() + " SELECT ")
                        .append(Sql.literal(relation.captures().get(i).table().quoted()))
                        .append(", '" + Outbox.KEYS + "', " + keys.array(i, names) + " FROM " + from + ")");
            }
            List<Mark> effects = impact.effects(write.target(), relation, write.setColumns());
            if (!effects.isEmpty()) {
                items.append(",\ntypesync_y" + number + " AS (" + marks.insertIfAny(effects, from) + ")");
                written.addAll(effects);
            }
            number++;
        }

        CapturedWith finish(List<Mark> uncaptured) {
            if (!uncaptured.isEmpty()) {
                items.append(",\ntypesync_z AS (" + marks.insert(uncaptured) + ")");
                written.addAll(uncaptured);
            }
            edits.add(RewrittenText.Edit.insert(own.to(), items.toString()));
            return new CapturedWith(edits, List.copyOf(written));
        }
    }
}
