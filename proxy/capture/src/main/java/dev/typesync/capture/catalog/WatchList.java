package dev.typesync.capture.catalog;

import dev.typesync.capture.change.Mark;
import dev.typesync.capture.change.MarkCause;
import dev.typesync.outbox.TableId;
import dev.typesync.parser.reader.RoutineBody;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The watched relations of one database as of one look into its catalog. Immutable. */
public final class WatchList {
    public static final WatchList NOTHING = new WatchList(List.of(), Map.of());

    private final Map<String, List<WatchedRelation>> byName = new HashMap<>();
    private final Map<Long, WatchedRelation> byOid = new HashMap<>();
    private final Map<String, Set<Mark>> routines;
    private final Map<Long, KeyTypes> keyFacts;

    /** @param routines by name: what functions and procedures of that name seem to write */
    public WatchList(Collection<WatchedRelation> relations, Map<String, Set<Mark>> routines) {
        this(relations, routines, Map.of());
    }

    private WatchList(
            Collection<WatchedRelation> relations, Map<String, Set<Mark>> routines, Map<Long, KeyTypes> keyFacts) {
        this.keyFacts = Map.copyOf(keyFacts);
        for (WatchedRelation relation : relations) {
            byName.computeIfAbsent(relation.id().name(), name -> new ArrayList<>())
                    .add(relation);
            byOid.put(relation.oid(), relation);
        }
        this.routines = Map.copyOf(routines);
    }

    /** Whether the other reading found the same. The object itself stands for its reading: it has no equals. */
    public boolean saysTheSameAs(WatchList other) {
        return byOid.equals(other.byOid) && routines.equals(other.routines) && keyFacts.equals(other.keyFacts);
    }

    public Collection<WatchedRelation> relations() {
        return byOid.values();
    }

    /** The same with what tells keys without asking the database. */
    public WatchList with(Map<Long, KeyTypes> facts) {
        return new WatchList(byOid.values(), routines, facts);
    }

    /** Null where that was not read. */
    public @Nullable KeyTypes keyFacts(WatchedRelation relation) {
        return keyFacts.get(relation.oid());
    }

    public boolean knows(String name) {
        return byName.containsKey(name);
    }

    @Nullable
    WatchedRelation byOid(long oid) {
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

    /** Marks for the tables whose rows a relation with one of these names holds, itself or in its children. */
    public List<Mark> heldBy(Set<String> names, MarkCause cause) {
        Set<Mark> marks = new LinkedHashSet<>();
        for (String name : names) {
            for (WatchedRelation relation : byName.getOrDefault(name, List.of())) {
                relation.captures().forEach(capture -> marks.add(new Mark(capture.table(), cause)));
                relation.effects().stream()
                        .filter(IndirectChange::isOfChildren)
                        .forEach(indirectChange ->
                                marks.add(new Mark(indirectChange.mark().table(), cause)));
            }
        }
        return List.copyOf(marks);
    }

    /** Marks for all that a text can change which mentions these names, as a relation or as a routine. */
    public List<Mark> namedBy(Set<String> names, MarkCause cause) {
        Set<Mark> marks = new LinkedHashSet<>();
        for (String name : names) {
            for (WatchedRelation relation : byName.getOrDefault(name, List.of())) {
                relation.captures().forEach(capture -> marks.add(new Mark(capture.table(), cause)));
                relation.effects().forEach(indirectChange -> marks.add(indirectChange.mark()));
            }
            marks.addAll(routines.getOrDefault(name, Set.of()));
        }
        return List.copyOf(marks);
    }

    /**
     * Whether a text may call a routine that writes a watched table: {@link #calledIn} says for certain. Costs nothing where
     * there is none.
     */
    public boolean mayCall(String sql) {
        return !routines.isEmpty() && RoutineCallScan.mayBeIn(sql, routines.keySet());
    }

    /** Whether there are routines that write a watched table. */
    public boolean hasRoutines() {
        return !routines.isEmpty();
    }

    /** Marks for what the routines write that a text calls. */
    public List<Mark> calledIn(String sql) {
        if (!mayCall(sql)) {
            return List.of();
        }
        Set<Mark> marks = new LinkedHashSet<>();
        RoutineBody.read(sql).calls().forEach(name -> marks.addAll(routines.getOrDefault(name, Set.of())));
        return List.copyOf(marks);
    }
}
