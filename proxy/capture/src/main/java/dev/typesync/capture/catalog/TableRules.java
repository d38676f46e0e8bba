package dev.typesync.capture.catalog;

import dev.typesync.capture.change.MarkCause;
import dev.typesync.outbox.TableId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rewrite rules: the views of watched relations, and the tables whose writes a rule turns into other statements. For
 * one reading of the catalog; not thread-safe.
 */
final class TableRules {
    private static final Set<TableEvent> ALL = Set.of(TableEvent.values());

    private final List<Rule> rules;

    /**
     * A rule.
     *
     * @param relation the one that has the rule
     * @param mentioned oid of another relation that the rule mentions
     */
    private record Rule(WatchedRelationBuilder relation, String event, boolean ofView, long mentioned) {}

    TableRules(List<CatalogRow> rows) {
        this.rules = rows.stream()
                .map(row -> new Rule(
                        new WatchedRelationBuilder(CatalogRelation.read(row, 0)), row.text(4), row.flag(5), row.oid(6)))
                .toList();
    }

    /** Adds the views and tables from which a rule reaches one of the relations, through any number of views. */
    void addTo(Map<Long, WatchedRelationBuilder> relations) {
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Rule rule : rules) {
                grown |= add(rule, relations); // no short circuit: every rule counts
            }
        }
    }

    private static boolean add(Rule rule, Map<Long, WatchedRelationBuilder> relations) {
        boolean grown = false;
        long oid = rule.relation.oid();
        WatchedRelationBuilder mentioned = relations.get(rule.mentioned);
        if (mentioned != null) {
            WatchedRelationBuilder relation = relations.computeIfAbsent(oid, added -> rule.relation);
            for (TableId table : mentioned.changedTables()) {
                grown |=
                        relation.addIndirectChange(ALL, Set.of(), table, rule.ofView ? MarkCause.VIEW : MarkCause.RULE);
            }
        }
        WatchedRelationBuilder relation = relations.get(oid);
        boolean ruled = relation != null && !rule.ofView && relation.addRuled(events(rule.event));
        return grown || ruled;
    }

    /** The events of {@code pg_rewrite.ev_type}. */
    private static Set<TableEvent> events(String type) {
        return switch (type) {
            case "2" -> Set.of(TableEvent.UPDATE);
            case "3" -> Set.of(TableEvent.INSERT);
            case "4" -> Set.of(TableEvent.DELETE);
            default -> Set.of();
        };
    }
}
