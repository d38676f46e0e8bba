package dev.typesync.capture.rewrite;

import dev.typesync.capture.catalog.CapturedKey;
import dev.typesync.capture.catalog.CatalogQuery;
import dev.typesync.capture.catalog.CatalogRow;
import dev.typesync.capture.catalog.CatalogSnapshot;
import dev.typesync.capture.catalog.CatalogSql;
import dev.typesync.capture.catalog.IndirectChange;
import dev.typesync.capture.catalog.TableEvent;
import dev.typesync.capture.catalog.WatchList;
import dev.typesync.capture.catalog.WatchedRelation;
import dev.typesync.capture.change.ListenerChanges;
import dev.typesync.capture.change.Mark;
import dev.typesync.capture.change.MarkCause;
import dev.typesync.capture.decision.RowOperation;
import dev.typesync.capture.decision.RowOperationPlan;
import dev.typesync.capture.decision.RowOperationPlan.RowKey;
import dev.typesync.capture.decision.SessionEffects;
import dev.typesync.event.TableChange;
import dev.typesync.outbox.KeyColumn;
import dev.typesync.outbox.KeyText;
import dev.typesync.outbox.Outbox;
import dev.typesync.outbox.SqlQuoting;
import dev.typesync.outbox.TableId;
import dev.typesync.outbox.TypeSql;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Plans for the writes of updatable result sets. pgjdbc identifies the row by a unique key whose columns are all in the
 * result: the first one in the order of the constraints' names. The captured keys are exact only if that is certainly
 * the primary key, and if nothing that the result does not show can change its values. Not thread-safe, as a session is
 * not.
 */
public final class RowOperationPlanner {
    /** Types whose text pgjdbc does not change, and whose values mean the same when they are bound again. */
    private static final Set<String> CASTS_BACK = Set.of(
            "smallint", "integer", "bigint", "numeric", "boolean", "uuid", "text", "character varying", "character");

    private final Outbox outbox;
    private final CatalogQuery query;
    private final Map<WatchedRelation, List<UniqueKey>> uniqueKeys = new HashMap<>(); // of the last reading
    private @Nullable WatchList reading;

    private record UniqueKey(boolean primary, Set<String> columns, boolean notNull) {}

    public RowOperationPlanner(Outbox outbox, CatalogQuery query) {
        this.outbox = outbox;
        this.query = query;
    }

    /**
     * The plan for one write.
     *
     * @param table where the columns of the result come from; null if that is unknown
     * @param labels of the columns, in lower case
     */
    public RowOperationPlan plan(
            CatalogSnapshot snapshot, @Nullable TableId table, RowOperation change, Set<String> labels)
            throws SQLException {
        forgetOlderReading(snapshot.watchList());
        if (table == null) {
            return marked(snapshot.watchList().relations(), change);
        }
        Set<WatchedRelation> reached = new HashSet<>();
        WatchedRelation relation = snapshot.watchList().find(table);
        // what the name means may have changed since the query
        WatchedRelation named = snapshot.resolve(new TableName(null, table.name()));
        for (WatchedRelation each : new WatchedRelation[] {relation, named}) {
            if (each != null) {
                reached.add(each);
            }
        }
        if (reached.isEmpty()) {
            return RowOperationPlan.NONE;
        }
        if (relation == null || reached.size() > 1 || !isExact(relation, change, labels)) {
            return marked(reached, change);
        }
        return keyed(relation, change);
    }

    @SuppressWarnings("ReferenceEquality") // the object stands for its reading
    private void forgetOlderReading(WatchList current) {
        if (reading != current) {
            uniqueKeys.clear();
            reading = current;
        }
    }

    private static RowOperationPlan marked(Iterable<WatchedRelation> reached, RowOperation change) {
        List<Mark> marks = new ArrayList<>();
        List<TableChange> changes = new ArrayList<>();
        for (WatchedRelation each : reached) {
            marks.addAll(marksOfRow(each));
            marks.addAll(indirectMarks(each, change));
            changes.addAll(changes(each, change));
        }
        List<Mark> all = marks.stream().distinct().toList();
        return new RowOperationPlan(all, List.of(), List.of(), SessionEffects.NONE.with(changes));
    }

    private RowOperationPlan keyed(WatchedRelation relation, RowOperation change) {
        List<RowKey> keys = relation.captures().stream().map(this::key).toList();
        List<TableChange> changes = changes(relation, change);
        return new RowOperationPlan(
                indirectMarks(relation, change), keys, marksOfRow(relation), SessionEffects.NONE.with(changes));
    }

    private static List<Mark> marksOfRow(WatchedRelation relation) {
        return relation.captures().stream()
                .map(capture -> new Mark(capture.table(), MarkCause.UPDATABLE_RESULT_SET))
                .toList();
    }

    private static List<Mark> indirectMarks(WatchedRelation relation, RowOperation change) {
        Set<TableEvent> events = TableEvent.of(operation(change));
        return relation.indirectChanges().stream()
                .filter(indirectChange -> indirectChange.isCausedBy(events, null))
                .map(IndirectChange::mark)
                .toList();
    }

    private static List<TableChange> changes(WatchedRelation relation, RowOperation change) {
        return relation.captures().stream()
                .map(capture -> ListenerChanges.change(capture.table(), operation(change), null))
                .toList();
    }

    private static SqlOperation operation(RowOperation change) {
        return switch (change) {
            case INSERT -> SqlOperation.INSERT;
            case UPDATE -> SqlOperation.UPDATE;
            case DELETE -> SqlOperation.DELETE;
        };
    }

    private RowKey key(CapturedKey capture) {
        List<String> columns = capture.key().stream().map(KeyColumn::name).toList();
        String values = capture.key().stream()
                .map(column -> "?::" + TypeSql.qualified(column.type()) + " AS " + SqlQuoting.identifier(column.name()))
                .collect(Collectors.joining(", "));
        String insert = outbox.insertKeysInto() + " SELECT "
                + SqlQuoting.literal(capture.table().quoted()) + ", '" + Outbox.KEYS + "', ARRAY["
                + KeyText.sql(capture.key(), "r") + "] FROM (SELECT " + values + ") AS r";
        return new RowKey(capture.table(), columns, insert);
    }

    private boolean isExact(WatchedRelation relation, RowOperation change, Set<String> labels) throws SQLException {
        boolean rewritten = relation.hasRuleFor(TableEvent.of(operation(change)));
        boolean moved = change == RowOperation.UPDATE
                && (relation.triggers().beforeUpdate() || relation.triggers().keyGenerated());
        return relation.givesKeys()
                && !rewritten
                && !moved
                && relation.captures().stream().allMatch(RowOperationPlanner::castsBack)
                && namesRowsByPrimaryKey(relation, labels);
    }

    private static boolean castsBack(CapturedKey capture) {
        return capture.key().stream().allMatch(column -> CASTS_BACK.contains(column.type()));
    }

    private boolean namesRowsByPrimaryKey(WatchedRelation relation, Set<String> labels) throws SQLException {
        boolean found = false;
        for (UniqueKey key : uniqueKeys(relation)) {
            if (key.primary()) {
                found = relation.captures().stream().allMatch(capture -> isKey(key, capture));
            } else if (key.notNull()
                    && key.columns().stream().allMatch(column -> labels.contains(column.toLowerCase(Locale.ROOT)))) {
                return false;
            }
        }
        return found;
    }

    private static boolean isKey(UniqueKey key, CapturedKey capture) {
        return capture.key().stream()
                .map(KeyColumn::name)
                .collect(Collectors.toSet())
                .equals(key.columns());
    }

    private List<UniqueKey> uniqueKeys(WatchedRelation relation) throws SQLException {
        List<UniqueKey> known = uniqueKeys.get(relation);
        if (known == null) {
            known = read(relation);
            uniqueKeys.put(relation, known);
        }
        return known;
    }

    private List<UniqueKey> read(WatchedRelation relation) throws SQLException {
        Map<Long, UniqueKey> keys = new HashMap<>();
        for (CatalogRow row : query.query(CatalogSql.uniqueKeys(relation.oid()))) {
            Set<String> columns = new HashSet<>(Set.of(row.text(2)));
            UniqueKey column = new UniqueKey(row.flag(1), columns, row.flag(3));
            keys.merge(row.oid(0), column, RowOperationPlanner::merged);
        }
        return List.copyOf(keys.values());
    }

    private static UniqueKey merged(UniqueKey first, UniqueKey second) {
        first.columns().addAll(second.columns());
        return new UniqueKey(first.primary(), first.columns(), first.notNull() && second.notNull());
    }
}
