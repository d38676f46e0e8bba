package dev.typesync.capture.catalog;

import dev.typesync.capture.change.MarkCause;
import dev.typesync.outbox.TableId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rewrite rules: the views over watched relations, and the tables whose writes a rule turns into something else. */
final class RewriteRules {
    private static final Set<TableEvent> ALL = Set.of(TableEvent.values());

    private record Rule(WatchedRelationBuilder on, String event, boolean view, long mentions) {}

    private final List<Rule> rules;

    RewriteRules(List<CatalogRow> rows) {
        this.rules = rows.stream()
                .map(row -> new Rule(
                        new WatchedRelationBuilder(
                                row.oid(0),
                                new TableId(row.text(1), row.text(2)),
                                row.text(3).charAt(0)),
                        row.text(4),
                        row.flag(5),
                        row.oid(6)))
                .toList();
    }

    /** Adds the views and tables from which a rule reaches a relation of the drafts, through any number of views. */
    void addTo(Map<Long, WatchedRelationBuilder> drafts) {
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Rule rule : rules) {
                grown |= add(rule, drafts); // every rule is tried
            }
        }
    }

    private static boolean add(Rule rule, Map<Long, WatchedRelationBuilder> drafts) {
        boolean grown = false;
        WatchedRelationBuilder mentioned = drafts.get(rule.mentions);
        if (mentioned != null) {
            WatchedRelationBuilder on = drafts.computeIfAbsent(rule.on.oid, oid -> rule.on);
            for (TableId table : mentioned.changed()) {
                int before = on.effects.size();
                on.affects(ALL, Set.of(), table, rule.view ? MarkCause.VIEW : MarkCause.RULE);
                grown |= on.effects.size() > before;
            }
        }
        WatchedRelationBuilder on = drafts.get(rule.on.oid);
        boolean ruled = on != null && !rule.view && on.ruled.addAll(events(rule.event));
        return grown || ruled;
    }

    private static Set<TableEvent> events(String type) {
        return switch (type) {
            case "2" -> Set.of(TableEvent.UPDATE);
            case "3" -> Set.of(TableEvent.INSERT);
            case "4" -> Set.of(TableEvent.DELETE);
            default -> new HashSet<>();
        };
    }
}
