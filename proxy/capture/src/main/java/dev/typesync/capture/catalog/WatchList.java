package dev.typesync.capture.catalog;

import dev.typesync.capture.change.Mark;
import dev.typesync.capture.change.MarkCause;
import dev.typesync.outbox.TableId;
import dev.typesync.parser.lexer.RoutineCallScan;
import dev.typesync.parser.reader.RoutineBody;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The watched relations of one database, as one reading of the catalog found them. Immutable. The object stands for its
 * reading and has no {@code equals}: {@link #hasSameContent} compares two readings.
 */
public final class WatchList {
    public static final WatchList NOTHING = new WatchList(List.of(), Map.of());

    private final Map<String, List<WatchedRelation>> byName = new HashMap<>();
    private final Map<Long, WatchedRelation> byOid = new HashMap<>();
    private final Map<String, Set<Mark>> routines;
    private final Map<String, Set<Mark>> types;
    private final Map<Long, KeyTypes> keyTypes;

    /** @param routines by name: what functions and procedures of that name seem to write */
    public WatchList(Collection<WatchedRelation> relations, Map<String, Set<Mark>> routines) {
        this(relations, routines, Map.of());
    }

    /** @param types by name: which tables have columns of types of that name */
    WatchList(Collection<WatchedRelation> relations, Map<String, Set<Mark>> routines, Map<String, Set<Mark>> types) {
        this(relations, routines, types, Map.of());
    }

    private WatchList(
            Collection<WatchedRelation> relations,
            Map<String, Set<Mark>> routines,
            Map<String, Set<Mark>> types,
            Map<Long, KeyTypes> keyTypes) {
        this.types = Map.copyOf(types);
        this.keyTypes = Map.copyOf(keyTypes);
        for (WatchedRelation relation : relations) {
            byName.computeIfAbsent(relation.id().name(), name -> new ArrayList<>())
                    .add(relation);
            byOid.put(relation.oid(), relation);
        }
        this.routines = Map.copyOf(routines);
    }

    /** Whether the other reading found the same. */
    public boolean hasSameContent(WatchList other) {
        return byOid.equals(other.byOid)
                && routines.equals(other.routines)
                && types.equals(other.types)
                && keyTypes.equals(other.keyTypes);
    }

    public Collection<WatchedRelation> relations() {
        return byOid.values();
    }

    /** The same list with the types of the key columns, by the relation's oid. */
    public WatchList withKeyTypes(Map<Long, KeyTypes> types) {
        return new WatchList(byOid.values(), routines, this.types, types);
    }

    /** Null if they were not read. */
    public @Nullable KeyTypes keyTypes(WatchedRelation relation) {
        return keyTypes.get(relation.oid());
    }

    /** Whether a watched relation has this name, in any schema. */
    public boolean isWatched(String name) {
        return byName.containsKey(name);
    }

    @Nullable
    WatchedRelation find(long oid) {
        return byOid.get(oid);
    }

    public @Nullable WatchedRelation find(TableId id) {
        for (WatchedRelation relation : byName.getOrDefault(id.name(), List.of())) {
            if (relation.id().equals(id)) {
                return relation;
            }
        }
        return null;
    }

    /** Marks for the tables whose rows are in a relation with one of these names, or in its children. */
    public List<Mark> marksOfRowsIn(Set<String> names, MarkCause cause) {
        return marksOfRows(names.stream().flatMap(name -> byName.getOrDefault(name, List.of()).stream()), cause);
    }

    /** Marks for the tables whose rows are in a relation in one of these schemas, or in its children. */
    public List<Mark> marksOfSchemas(Set<String> schemas, MarkCause cause) {
        return marksOfRows(
                byOid.values().stream()
                        .filter(relation -> schemas.contains(relation.id().schema())),
                cause);
    }

    private static List<Mark> marksOfRows(Stream<WatchedRelation> relations, MarkCause cause) {
        Set<Mark> marks = new LinkedHashSet<>();
        relations.forEach(relation -> {
            relation.captures().forEach(capture -> marks.add(new Mark(capture.table(), cause)));
            relation.indirectChanges().stream()
                    .filter(IndirectChange::isOfChildren)
                    .forEach(change -> marks.add(new Mark(change.mark().table(), cause)));
        });
        return List.copyOf(marks);
    }

    /** Marks for the tables with a column whose type is one of these, or is made of it. */
    public List<Mark> marksOfTypes(Set<String> names, MarkCause cause) {
        Set<Mark> marks = new LinkedHashSet<>();
        names.forEach(name ->
                types.getOrDefault(name, Set.of()).forEach(mark -> marks.add(new Mark(mark.table(), cause))));
        return List.copyOf(marks);
    }

    /** Marks for all that a text can change if it mentions these names, as a relation or as a routine. */
    public List<Mark> marksOfNames(Set<String> names, MarkCause cause) {
        Set<Mark> marks = new LinkedHashSet<>();
        for (String name : names) {
            for (WatchedRelation relation : byName.getOrDefault(name, List.of())) {
                relation.captures().forEach(capture -> marks.add(new Mark(capture.table(), cause)));
                relation.indirectChanges().forEach(change -> marks.add(change.mark()));
            }
            marks.addAll(routines.getOrDefault(name, Set.of()));
        }
        if (names.contains("alter") || names.contains("drop")) {
            marks.addAll(marksOfTypes(names, cause));
        }
        return List.copyOf(marks);
    }

    /**
     * Whether a text may call a routine that writes a watched table; {@link #marksOfCalls} is exact. Costs nothing if
     * there is no such routine.
     */
    public boolean mayCall(String sql) {
        return !routines.isEmpty() && RoutineCallScan.mayCall(sql, routines.keySet());
    }

    /** Whether there are routines that write a watched table. */
    public boolean hasRoutines() {
        return !routines.isEmpty();
    }

    /** Marks for what the routines write that a text calls. */
    public List<Mark> marksOfCalls(String sql) {
        if (!mayCall(sql)) {
            return List.of();
        }
        Set<Mark> marks = new LinkedHashSet<>();
        RoutineBody.read(sql).calls().forEach(name -> marks.addAll(routines.getOrDefault(name, Set.of())));
        return List.copyOf(marks);
    }
}
