package dev.typesync.parser.script;

import dev.typesync.parser.StatementParser;
import dev.typesync.parser.plan.Certainty;
import dev.typesync.parser.plan.KeyBindings;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.StatementPlan;
import dev.typesync.parser.plan.WriteTarget;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Explains the statements of an SQL script, without psql's meta-commands and COPY data. Follows PREPARE and the setting
 * standard_conforming_strings. For one script; not thread-safe.
 */
public final class Explainer {
    private static final List<String> DEFAULT_KEY = List.of("id");

    private final StatementParser parser = new StatementParser();
    private final Map<String, List<String>> keys;
    private final Map<String, StatementPlan> prepared = new HashMap<>();

    /**
     * An explainer that knows the keys of some tables.
     *
     * @param keys key columns by {@code table} or {@code schema.table}, as in the catalog; other tables have {@code id}
     */
    public Explainer(Map<String, List<String>> keys) {
        this.keys = Map.copyOf(keys);
    }

    /** Passes the explanations on in the order of the script. */
    public void explain(String script, Consumer<Explanation> out) {
        new SqlScript(script, (sql, conforming) -> {
                    for (StatementPlan plan : parser.parse(sql, conforming).statements()) {
                        out.accept(explain(plan));
                    }
                })
                .read();
    }

    private Explanation explain(StatementPlan plan) {
        String text = plan.text();
        remember(plan);
        String executed = plan.executes();
        StatementPlan preparedPlan = executed == null ? null : prepared.get(executed);
        if (preparedPlan != null) {
            KeyBindings unbound = KeyBindings.unbound("the values of EXECUTE are not read");
            return explanation(text, preparedPlan, unbound);
        }
        return explanation(text, plan, plan.keys(keyOf(plan.mainTarget())));
    }

    private void remember(StatementPlan plan) {
        String name = plan.prepares();
        if (name != null) {
            prepared.put(name, plan);
        }
    }

    private static Explanation explanation(String text, StatementPlan plan, KeyBindings keys) {
        Certainty certainty = certainty(plan, keys);
        String reason = plan.reason() != null || certainty == Certainty.EXACT ? plan.reason() : keys.reason();
        return new Explanation(text, plan.operation(), plan.targets(), keys, plan.hasReturning(), certainty, reason);
    }

    private static Certainty certainty(StatementPlan plan, KeyBindings keys) {
        if (plan.certainty() == Certainty.OPAQUE) {
            return Certainty.OPAQUE;
        }
        boolean writesNoRows = plan.targets().isEmpty() || plan.operation() == SqlOperation.DDL;
        boolean namesAllRows = keys.bound() && plan.targets().size() == 1;
        return writesNoRows || namesAllRows ? Certainty.EXACT : Certainty.TABLE_ONLY;
    }

    private List<String> keyOf(@Nullable WriteTarget target) {
        if (target == null) {
            return DEFAULT_KEY;
        }
        List<String> qualified = keys.get(target.name().toString());
        return qualified != null ? qualified : keys.getOrDefault(target.name().table(), DEFAULT_KEY);
    }
}
