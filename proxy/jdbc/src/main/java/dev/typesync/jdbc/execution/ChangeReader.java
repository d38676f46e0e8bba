package dev.typesync.jdbc.execution;

import dev.typesync.capture.change.CapturedChange;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.GeneratedKeys;
import dev.typesync.capture.decision.KeysFromReturning;
import dev.typesync.capture.decision.KeysInResult;
import dev.typesync.capture.decision.KeysInText;
import dev.typesync.capture.decision.ParameterValues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a statement tells what an execution changed. */
public final class ChangeReader {
    private ChangeReader() {}

    /**
     * A decision for one execution.
     *
     * @param named the keys that its text names with these values; null if it does not
     */
    public record Chosen(Decision decision, @Nullable List<CapturedChange> named) {}

    /**
     * Looks at the values before the execution: where they are not certain to be the rows', the keys have to come back.
     *
     * @param entries the parameters of each execution: one, or those of a batch
     */
    public static Chosen choose(Decision decision, List<ParameterBindings> entries) {
        KeysInText bound = keysInText(decision);
        if (bound == null) {
            return new Chosen(decision, null);
        }
        List<CapturedChange> named = new ArrayList<>();
        for (ParameterBindings entry : entries) {
            List<CapturedChange> learnt = bound.keysFor(BoundValueProbe.of(entry));
            if (learnt == null) {
                Decision otherwise = ((Decision.Observed) decision).fallback();
                return new Chosen(otherwise == null ? decision : otherwise, null);
            }
            named.addAll(learnt);
        }
        return new Chosen(decision, named);
    }

    private static @Nullable KeysInText keysInText(Decision decision) {
        return decision instanceof Decision.Observed observed && observed.keys() instanceof KeysInText keys
                ? keys
                : null;
    }

    /** The same for texts without parameters. */
    public static Chosen choose(Decision decision) {
        KeysInText bound = keysInText(decision);
        return new Chosen(decision, bound == null ? null : bound.keysFor(ParameterValues.NONE));
    }

    /**
     * Tells what an execution changed.
     *
     * @param made the decision that was carried out
     * @param keys what the application asked for
     * @return null if it cannot be told
     */
    public static @Nullable List<CapturedChange> of(
            Decision made, Decision.@Nullable Rewritten sent, Chosen chosen, Statement executed, GeneratedKeys keys)
            throws SQLException {
        KeysFromReturning asked = sent == null ? null : sent.keysFromReturning();
        if (asked != null) {
            return KeyRowReader.asked(asked, executed);
        }
        if (made instanceof Decision.KeysAppended behind) {
            return given(behind.keys(), executed, keys);
        }
        List<CapturedChange> named = atMost(made, chosen);
        return named == null && made instanceof Decision.Observed kept && kept.keys() instanceof KeysInResult result
                ? given(result, executed, keys)
                : named;
    }

    /** What a failed execution changed at most: only what its text names is certain then. */
    public static @Nullable List<CapturedChange> atMost(Decision made, Chosen chosen) {
        return made instanceof Decision.Observed ? chosen.named() : null;
    }

    private static @Nullable List<CapturedChange> given(KeysInResult given, Statement executed, GeneratedKeys keys)
            throws SQLException {
        if (executed.getMaxRows() > 0) {
            return null; // some of the rows may not have come back
        }
        ResultSet rows = keys.kind() == GeneratedKeys.Kind.NONE ? executed.getResultSet() : executed.getGeneratedKeys();
        return rows == null ? null : KeyRowReader.given(given, rows);
    }
}
