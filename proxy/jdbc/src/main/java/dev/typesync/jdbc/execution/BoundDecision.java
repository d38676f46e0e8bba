package dev.typesync.jdbc.execution;

import dev.typesync.capture.change.CapturedChange;
import dev.typesync.capture.decision.Decision;
import dev.typesync.capture.decision.GeneratedKeys;
import dev.typesync.capture.decision.KeysFromReturning;
import dev.typesync.capture.decision.KeysInResult;
import dev.typesync.capture.decision.KeysInStatement;
import dev.typesync.capture.decision.ParameterValues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision for one execution, or one batch, with its parameter values. Immutable.
 *
 * @param named the keys that the text names with these values; null if it does not name them
 */
public record BoundDecision(Decision decision, @Nullable List<CapturedChange> named) {
    /** The decision for a text with these parameters. */
    static BoundDecision of(Decision decision, ParameterBindings parameters) {
        return keysInText(decision) == null ? new BoundDecision(decision, null) : of(decision, List.of(parameters));
    }

    /**
     * The decision for a batch. Reads the values before the execution: if they are not certain to be the row's
     * values, the keys have to be returned.
     *
     * @param entries the parameters of each execution
     */
    static BoundDecision of(Decision decision, List<ParameterBindings> entries) {
        KeysInStatement keysInStatement = keysInText(decision);
        if (keysInStatement == null) {
            return new BoundDecision(decision, null);
        }
        List<CapturedChange> named = new ArrayList<>();
        for (ParameterBindings entry : entries) {
            List<CapturedChange> keys = keysInStatement.keysFor(BoundValueProbe.values(entry));
            if (keys == null) {
                Decision fallback = ((Decision.Observed) decision).fallback();
                return new BoundDecision(fallback == null ? decision : fallback, null);
            }
            named.addAll(keys);
        }
        return new BoundDecision(decision, named);
    }

    /** The decision for texts without parameters. */
    static BoundDecision of(Decision decision) {
        KeysInStatement keysInStatement = keysInText(decision);
        return new BoundDecision(
                decision, keysInStatement == null ? null : keysInStatement.keysFor(ParameterValues.NONE));
    }

    /** The same values for the decision that replaces this one. */
    @SuppressWarnings("ReferenceEquality") // nearly always the same object
    BoundDecision with(Decision other) {
        return other == decision ? this : new BoundDecision(other, named);
    }

    private static @Nullable KeysInStatement keysInText(Decision decision) {
        return decision instanceof Decision.Observed observed && observed.keys() instanceof KeysInStatement keys
                ? keys
                : null;
    }

    /**
     * What an execution changed.
     *
     * @param made the decision that was carried out
     * @param requested the generated keys that the application requested
     * @return null if that is not known
     */
    @Nullable
    List<CapturedChange> capturedChanges(
            Decision made, Decision.@Nullable Rewritten sent, Statement executed, GeneratedKeys requested)
            throws SQLException {
        KeysFromReturning returning = sent == null ? null : sent.keysFromReturning();
        if (returning != null) {
            return KeyRowReader.generatedKeys(returning, executed);
        }
        KeysInResult inResult = keysInResult(made);
        return inResult == null ? namedChanges(made) : read(inResult, executed, requested);
    }

    private static @Nullable KeysInResult keysInResult(Decision made) {
        if (made instanceof Decision.KeysAppended appended) {
            return appended.keys();
        }
        return made instanceof Decision.Observed observed && observed.keys() instanceof KeysInResult keys ? keys : null;
    }

    private static @Nullable List<CapturedChange> read(KeysInResult keys, Statement executed, GeneratedKeys requested)
            throws SQLException {
        if (executed.getMaxRows() > 0) {
            return null; // some of the rows may not have been returned
        }
        ResultSet rows =
                requested.kind() == GeneratedKeys.Kind.NONE ? executed.getResultSet() : executed.getGeneratedKeys();
        return rows == null ? null : KeyRowReader.keysInResult(keys, rows);
    }

    /** What a failed execution changed at most: only the keys that the text names are certain then. */
    @Nullable
    List<CapturedChange> namedChanges(Decision made) {
        return made instanceof Decision.Observed ? named : null;
    }
}
