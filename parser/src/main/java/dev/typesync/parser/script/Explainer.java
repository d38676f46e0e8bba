package dev.typesync.parser.script;

import dev.typesync.parser.StatementParser;
import dev.typesync.parser.plan.Certainty;
import dev.typesync.parser.plan.KeyBindings;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.StatementLayout;
import dev.typesync.parser.plan.StatementPlan;
import dev.typesync.parser.plan.WriteTarget;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Explains the statements of an SQL script, psql's meta-commands and COPY data left out. Remembers what PREPARE prepared,
 * and whether standard_conforming_strings was switched off. For one script at a time, not thread-safe.
 */
public final class Explainer {
    private static final List<String> DEFAULT_KEY = List.of("id");

    private final StatementParser parser = new StatementParser();
    private final Map<String, List<String>> keys;
    private final Map<String, StatementPlan> prepared = new HashMap<>();

    /** @param keys key columns by table, {@code table} or {@code schema.table} as in the catalog; others have {@code id} */
    public Explainer(Map<String, List<String>> keys) {
        this.keys = Map.copyOf(keys);
    }

    /** Gives the explanations in the order of the script. */
    public void explain(String script, Consumer<Explanation> out) {
        new SqlScript(script, (sql, conforming) -> {
                    for (StatementPlan plan : parser.parse(sql, conforming).statements()) {
                        out.accept(explain(sql, plan));
                    }
                })
                .read();
    }

    private Explanation explain(String sql, StatementPlan plan) {
        StatementLayout layout = plan.layout();
        String text = sql.substring(layout.start(), layout.end());
        remember(plan);
        String executed = plan.executes();
        StatementPlan known = executed == null ? null : prepared.get(executed);
        if (known != null) {
            KeyBindings unbound = KeyBindings.unbound("the values of EXECUTE are not read");
            return explanation(text, known, unbound);
        }
        return explanation(text, plan, plan.keys(keyOf(plan.main())));
    }

    private void remember(StatementPlan plan) {
        String name = plan.prepares();
        if (name != null) {
            prepared.put(name, plan);
        }
    }

    private static Explanation explanation(String text, StatementPlan plan, KeyBindings keys) {
        boolean exact = plan.certainty() != Certainty.OPAQUE
                && (plan.targets().isEmpty() || isExact(plan, keys) || plan.operation() == SqlOperation.DDL);
        Certainty certainty = plan.certainty() == Certainty.OPAQUE
                ? Certainty.OPAQUE
                : exact ? Certainty.EXACT : Certainty.TABLE_ONLY;
        String reason = plan.reason() != null ? plan.reason() : exact ? null : keys.reason();
        return new Explanation(text, plan.operation(), plan.targets(), keys, plan.returning(), certainty, reason);
    }

    private static boolean isExact(StatementPlan plan, KeyBindings keys) {
        return keys.bound() && plan.targets().size() == 1;
    }

    private List<String> keyOf(@Nullable WriteTarget target) {
        if (target == null) {
            return DEFAULT_KEY;
        }
        List<String> qualified = keys.get(target.name().toString());
        return qualified != null ? qualified : keys.getOrDefault(target.name().table(), DEFAULT_KEY);
    }
}
