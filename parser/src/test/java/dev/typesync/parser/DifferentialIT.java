package dev.typesync.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.parser.StatementGenerator.Generated;
import dev.typesync.parser.WitnessDatabase.RecordedChange;
import dev.typesync.parser.plan.Certainty;
import dev.typesync.parser.plan.KeyBindings;
import dev.typesync.parser.plan.LiteralType;
import dev.typesync.parser.plan.SqlValue;
import dev.typesync.parser.plan.StatementPlan;
import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.SharedServers;
import java.math.BigDecimal;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Runs random statements on a server whose triggers record the changes. Each changed table must be a target of the
 * plan. If the plan binds the key, each changed key must be one that it names. The properties {@code
 * typesync.differential.statements} and {@code typesync.differential.seed} set the number and the seed.
 */
class DifferentialIT {
    private static final int STATEMENTS = Integer.getInteger("typesync.differential.statements", 20_000);
    private static final long SEED = Long.getLong("typesync.differential.seed", 20261124);

    private final StatementParser parser = new StatementParser();
    private int accepted;
    private int bound;
    private int rowsOfBound;

    @Test
    void plansNameEverythingThatTriggersRecord() throws Exception {
        PostgresServer server = SharedServers.postgres();
        StatementGenerator generator = new StatementGenerator(SEED);
        try (Connection connection = server.connect(server.createDatabase())) {
            WitnessDatabase database = new WitnessDatabase(connection);
            for (int i = 0; i < STATEMENTS; i++) {
                Generated generated = generator.next();
                List<RecordedChange> changes = database.run(generated);
                if (changes != null) {
                    accepted++;
                    check(generated, changes, "statement " + i + " of seed " + SEED);
                }
            }
        }
        System.out.printf(
                "differential: %d statements of seed %d, %d accepted, %d with bound keys that changed %d rows%n",
                STATEMENTS, SEED, accepted, bound, rowsOfBound);
        assertThat(accepted).isGreaterThan(STATEMENTS / 2);
        assertThat(bound).isGreaterThan(STATEMENTS / 8);
        assertThat(rowsOfBound).isGreaterThan(STATEMENTS / 16);
    }

    private void check(Generated generated, List<RecordedChange> changes, String which) {
        List<StatementPlan> plans = parser.parse(generated.sql()).statements();
        assertThat(plans).as("%s: %s", which, generated).hasSize(1);
        StatementPlan plan = plans.get(0);
        Set<String> tables = new HashSet<>();
        plan.targets().forEach(target -> tables.add(target.name().table()));
        for (RecordedChange change : changes) {
            assertThat(tables).as("%s: %s changed %s", which, generated, change).contains(parent(change.table()));
        }
        assertThat(plan.parameters().count())
                .as("%s: %s", which, generated)
                .isEqualTo(generated.parameters().size());
        boolean runs = plan.prepares() == null;
        if (runs && plan.certainty() == Certainty.EXACT && plan.operation().writesRows()) {
            checkKeys(generated, plan, changes, which);
        }
    }

    private void checkKeys(Generated generated, StatementPlan plan, List<RecordedChange> changes, String which) {
        List<String> key = key(plan.targets().get(0).name().table());
        KeyBindings keys = plan.keys(key);
        if (!keys.bound()) {
            return;
        }
        bound++;
        Set<String> named = new HashSet<>();
        keys.rows().forEach(row -> named.add(text(row, key, generated)));
        keys.old().forEach(row -> named.add(text(row, key, generated)));
        for (RecordedChange change : changes) {
            rowsOfBound++;
            for (String changed : new String[] {change.oldKey(), change.newKey()}) {
                if (changed != null) {
                    assertThat(named)
                            .as("%s: %s changed %s", which, generated, change)
                            .contains(changed);
                }
            }
        }
    }

    /** A child of an inheritance tree is changed by a statement on its parent. */
    private static String parent(String table) {
        return table.equals("pc") ? "p" : table;
    }

    private static List<String> key(String table) {
        return Map.of("v", List.of("k1", "k2"), "Ta.ble", List.of("Id")).getOrDefault(table, List.of("id"));
    }

    private static String text(Map<String, SqlValue> row, List<String> key, Generated generated) {
        List<String> parts = new ArrayList<>();
        for (String column : key) {
            SqlValue value = row.get(column);
            if (value instanceof SqlValue.Parameter parameter) {
                parts.add(generated.parameters().get(parameter.index() - 1).toString());
            } else if (value instanceof SqlValue.Literal literal) {
                boolean number = literal.type() == LiteralType.NUMBER;
                parts.add(number ? new BigDecimal(literal.text()).toPlainString() : literal.text());
            } else {
                throw new AssertionError(value + " in " + generated);
            }
        }
        return String.join("|", parts);
    }
}
