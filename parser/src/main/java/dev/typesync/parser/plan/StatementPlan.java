package dev.typesync.parser.plan;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one statement does: its {@link StatementOutline}, and what is read from its text on demand, the keys and the
 * mentioned names. Immutable and thread-safe. Names are folded as PostgreSQL does it, but not resolved. Offsets and
 * {@link ParameterRange#first} refer to the whole text given to {@code StatementParser.parse}.
 */
public final class StatementPlan {
    private final String sql;
    private final StatementOutline outline;
    private final KeyReader keyReader;
    private final Supplier<Set<String>> nameReader;

    /**
     * A plan of one statement.
     *
     * @param sql the whole text, which may have other statements too
     * @param keyReader reads the keys on demand
     * @param nameReader reads the mentioned names on demand
     */
    public StatementPlan(String sql, StatementOutline outline, KeyReader keyReader, Supplier<Set<String>> nameReader) {
        this.sql = sql;
        this.outline = outline;
        this.keyReader = keyReader;
        this.nameReader = nameReader;
    }

    /** The statement as written, without the text around it. Each call makes a new string. */
    public String text() {
        return outline.clauses().span().textIn(sql);
    }

    public SqlOperation operation() {
        return outline.action().operation();
    }

    /** The tables that are written, in the order of the text; those inside WITH come before the main one. */
    public List<WriteTarget> targets() {
        return outline.action().targets();
    }

    /** The target of the main verb; null if that is a SELECT or writes no table. */
    public @Nullable WriteTarget mainTarget() {
        for (WriteTarget target : targets()) {
            if (!target.inWith()) {
                return target;
            }
        }
        return null;
    }

    public Certainty certainty() {
        return outline.action().certainty();
    }

    /** Why the certainty is not EXACT. */
    public @Nullable String reason() {
        return outline.action().reason();
    }

    public ParameterRange parameters() {
        return outline.parameters();
    }

    public ClausePositions clauses() {
        return outline.clauses();
    }

    /** The parts of an INSERT; null for other statements, and if they are unknown. */
    public @Nullable InsertShape insert() {
        return outline.dml().insert();
    }

    /** The writes that are items of the statement's WITH, in the order of the text. Deeper ones are left out. */
    public List<WithWrite> withWrites() {
        return outline.dml().withWrites();
    }

    /** The parts of a DELETE; null for other statements, and for {@code WHERE CURRENT OF}. */
    public @Nullable DeleteShape delete() {
        return outline.dml().delete();
    }

    /**
     * The columns that the main verb may set in existing rows: those of SET in an UPDATE, in ON CONFLICT DO UPDATE and
     * in MERGE. Empty for other statements; null if they are unknown, so that any column may be set.
     */
    public @Nullable List<String> setColumns() {
        return outline.dml().setColumns();
    }

    /** The values that the text gives for these columns of the main target. The names are those in the catalog. */
    public KeyBindings keys(List<String> keyColumns) {
        return keyReader.keys(keyColumns);
    }

    /** Whether the main verb has a RETURNING in the text. */
    public boolean hasReturning() {
        return outline.clauses().returning() >= 0;
    }

    /** The kind of transaction control; null for other statements. */
    public @Nullable TransactionVerb transaction() {
        return outline.session().verb();
    }

    /** The savepoint of SAVEPOINT, RELEASE and ROLLBACK TO, or the identifier of a prepared transaction. */
    public @Nullable String transactionName() {
        return outline.session().name();
    }

    /**
     * Whether it can change what unqualified names mean: it sets search_path or a role, resets all settings, discards,
     * or is in a text that mentions search_path or set_config anywhere.
     */
    public boolean mayMoveSearchPath() {
        return outline.session().mayMoveSearchPath();
    }

    /** The name that a PREPARE gives to a statement. The plan is that of this statement, which does not run yet. */
    public @Nullable String prepares() {
        return outline.session().prepares();
    }

    /** The name of the prepared statement that an EXECUTE runs. */
    public @Nullable String executes() {
        return outline.session().executes();
    }

    /**
     * All names that the text mentions, in strings, dollar-quoted bodies and comments too, as written and folded. Every
     * table that it could name is among them. Each call reads the text again.
     */
    public Set<String> mentionedNames() {
        return nameReader.get();
    }
}
