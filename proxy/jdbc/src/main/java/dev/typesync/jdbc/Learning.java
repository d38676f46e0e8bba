package dev.typesync.jdbc;

import dev.typesync.capture.AskedKeys;
import dev.typesync.capture.BoundKeys;
import dev.typesync.capture.Decision;
import dev.typesync.capture.GeneratedKeys;
import dev.typesync.capture.GivenKeys;
import dev.typesync.capture.Learnt;
import dev.typesync.capture.ParameterValues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a statement tells what an execution changed. */
final class Learning {
    private Learning() {}

    /**
     * A decision for one execution.
     *
     * @param named the keys that its text names with these values; null if it does not
     */
    record Chosen(Decision decision, @Nullable List<Learnt> named) {}

    /**
     * Looks at the values before the execution: where they are not certain to be the rows', the keys have to come back.
     *
     * @param entries the parameters of each execution: one, or those of a batch
     */
    static Chosen choose(Decision decision, List<Bindings> entries) {
        BoundKeys bound = decision instanceof Decision.Kept kept ? kept.bound() : null;
        if (bound == null) {
            return new Chosen(decision, null);
        }
        List<Learnt> named = new ArrayList<>();
        for (Bindings entry : entries) {
            List<Learnt> learnt = bound.learn(BoundValue.of(entry));
            if (learnt == null) {
                Decision otherwise = ((Decision.Kept) decision).otherwise();
                return new Chosen(otherwise == null ? decision : otherwise, null);
            }
            named.addAll(learnt);
        }
        return new Chosen(decision, named);
    }

    /** The same for texts without parameters. */
    static Chosen choose(Decision decision) {
        BoundKeys bound = decision instanceof Decision.Kept kept ? kept.bound() : null;
        return new Chosen(decision, bound == null ? null : bound.learn(ParameterValues.NONE));
    }

    /**
     * Tells what an execution changed.
     *
     * @param made the decision that was carried out
     * @param keys what the application asked for
     * @return null if it cannot be told
     */
    static @Nullable List<Learnt> of(
            Decision made, Decision.@Nullable Rewritten sent, Chosen chosen, Statement executed, GeneratedKeys keys)
            throws SQLException {
        AskedKeys asked = sent == null ? null : sent.asked();
        if (asked != null) {
            return KeyRows.asked(asked, executed);
        }
        if (made instanceof Decision.KeysBehind behind) {
            return given(behind.given(), executed, keys);
        }
        List<Learnt> named = atMost(made, chosen);
        return named == null && made instanceof Decision.Kept kept ? given(kept.given(), executed, keys) : named;
    }

    /** What a failed execution changed at most: only what its text names is certain then. */
    static @Nullable List<Learnt> atMost(Decision made, Chosen chosen) {
        return made instanceof Decision.Kept ? chosen.named() : null;
    }

    private static @Nullable List<Learnt> given(@Nullable GivenKeys given, Statement executed, GeneratedKeys keys)
            throws SQLException {
        if (given == null || executed.getMaxRows() > 0) {
            return null; // some of the rows may not have come back
        }
        ResultSet rows = keys.kind() == GeneratedKeys.Kind.NONE ? executed.getResultSet() : executed.getGeneratedKeys();
        return rows == null ? null : KeyRows.given(given, rows);
    }
}
