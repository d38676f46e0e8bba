package dev.typesync.parser.plan;

import dev.typesync.parser.LazyKeys;
import dev.typesync.parser.lexer.MentionedNames;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one statement does: immutable, thread-safe, free of any syntax tree. Texts are folded as PostgreSQL does it, names
 * are not resolved. Offsets and {@link ParameterRange#first} refer to the whole string given to {@code StatementParser.parse}.
 */
public final class StatementPlan {
    private final String sql;
    private final StatementOutline outline;
    /** Made on first demand; two threads may make the same. */
    private volatile @Nullable LazyKeys lazyKeys;

    public StatementPlan(String sql, StatementOutline outline) {
        this.sql = sql;
        this.outline = outline;
    }

    /** The statement as it is written, without what stands around it in its string. Made anew by each call. */
    public String text() {
        return sql.substring(outline.whole().from(), outline.whole().to());
    }

    public SqlOperation operation() {
        return outline.operation();
    }

    /** The tables that are written, in the order of the text; those inside WITH come before the main one. */
    public List<WriteTarget> targets() {
        return outline.targets();
    }

    /** The target of the main verb; null if that is a SELECT or nothing that writes a table. */
    public @Nullable WriteTarget main() {
        for (WriteTarget target : outline.targets()) {
            if (!target.inWith()) {
                return target;
            }
        }
        return null;
    }

    public Certainty certainty() {
        return outline.certainty();
    }

    /** Why the certainty is not EXACT. */
    public @Nullable String reason() {
        return outline.reason();
    }

    public ParameterRange parameters() {
        return outline.parameters();
    }

    public StatementLayout layout() {
        return outline.layout();
    }

    /** The parts of an INSERT; null for other statements, and where they cannot be told. */
    public @Nullable InsertShape insert() {
        return outline.insert();
    }

    /** The writes that are items of its own WITH, in the order of the text; others inside WITH are no such items. */
    public List<WithWrite> withWrites() {
        return outline.withWrites();
    }

    /** The parts of a DELETE; null for other statements, and for {@code WHERE CURRENT OF}. */
    public @Nullable DeleteShape delete() {
        return outline.delete();
    }

    /**
     * The columns that the main verb may set in existing rows: those of SET in an UPDATE, in ON CONFLICT DO UPDATE and in
     * MERGE. Empty for other statements; null where they cannot be told, so that any column may be set.
     */
    public @Nullable List<String> setColumns() {
        return outline.setColumns();
    }

    /** What the text tells about these columns of the main target. Names as in the catalog. */
    public KeyBindings keys(List<String> keyColumns) {
        LazyKeys read = lazyKeys;
        if (read == null) {
            read = LazyKeys.of(sql, outline);
            lazyKeys = read;
        }
        return read.keys(this, keyColumns);
    }

    /** The text has a RETURNING of its own at the main verb. */
    public boolean returning() {
        return outline.layout().returning() >= 0;
    }

    /** The kind of transaction control; null for other statements. */
    public @Nullable TransactionVerb transaction() {
        return outline.session().verb();
    }

    /** The savepoint of SAVEPOINT, RELEASE, ROLLBACK TO, or the identifier of a prepared transaction. */
    public @Nullable String transactionName() {
        return outline.session().name();
    }

    /** It can change what unqualified names mean: it sets search_path or a role, resets all, discards, or stands in a string that
     * mentions search_path or set_config anywhere. */
    public boolean mayMoveSearchPath() {
        return outline.session().mayMoveSearchPath();
    }

    /** The name of the statement that a PREPARE prepares: the plan is of that statement, which is not run yet. */
    public @Nullable String prepares() {
        return outline.session().prepares();
    }

    /** The name of the prepared statement that an EXECUTE runs. */
    public @Nullable String executes() {
        return outline.session().executes();
    }

    /**
     * All identifiers that the text mentions, string and dollar-quoted bodies and comments included: at least what could
     * name a table, each as written and folded. Computed anew by each call, from the text.
     */
    public Set<String> names() {
        return MentionedNames.in(sql, outline.whole());
    }
}
