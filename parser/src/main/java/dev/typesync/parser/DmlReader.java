package dev.typesync.parser;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an INSERT, UPDATE, DELETE or MERGE that begins at one token and ends before another. */
final class DmlReader {
    private final Tokens tokens;
    private final int verb;
    private final int end;
    private final boolean inWith;

    private DmlReader(Tokens tokens, int verb, int end, boolean inWith) {
        this.tokens = tokens;
        this.verb = verb;
        this.end = end;
        this.inWith = inWith;
    }

    /** The statement at this verb; null if it is none of the four, or PostgreSQL would not take it. */
    static @Nullable Dml read(Tokens tokens, int verb, int end, boolean inWith) {
        DmlReader reader = new DmlReader(tokens, verb, end, inWith);
        if (tokens.is(verb, "INSERT") && tokens.is(verb + 1, "INTO")) {
            return reader.insert();
        }
        if (tokens.is(verb, "UPDATE")) {
            return reader.update();
        }
        if (tokens.is(verb, "DELETE") && tokens.is(verb + 1, "FROM")) {
            return reader.delete();
        }
        if (tokens.is(verb, "MERGE") && tokens.is(verb + 1, "INTO")) {
            return reader.merge();
        }
        return null;
    }

    private @Nullable Dml insert() {
        Relation relation = Relation.name(tokens, verb + 2, false);
        if (relation == null) {
            return null;
        }
        return new InsertReader(tokens, relation.withAlias(tokens, relation.next()), end, inWith).read();
    }

    private @Nullable Dml update() {
        Relation bare = Relation.read(tokens, verb + 1);
        if (bare == null) {
            return null;
        }
        Relation relation = bare.withAlias(tokens, end, "SET");
        if (!tokens.is(relation.next(), "SET")) {
            return null;
        }
        List<String> columns = SetList.columns(tokens, relation.next() + 1, end);
        return dml(relation, Operation.UPDATE, columns);
    }

    private @Nullable Dml delete() {
        Relation bare = Relation.read(tokens, verb + 2);
        if (bare == null) {
            return null;
        }
        Relation relation = bare.withAlias(tokens, end, "USING", "WHERE", "RETURNING");
        int returning = returning(relation);
        DeleteShape shape = DeleteShape.read(tokens, verb + 2, relation, returning < 0 ? end : returning);
        return new Dml(relation.target(Operation.DELETE, inWith), returning, null, shape, List.of());
    }

    private @Nullable Dml merge() {
        Relation bare = Relation.read(tokens, verb + 2);
        if (bare == null) {
            return null;
        }
        Relation relation = bare.withAlias(tokens, end, "USING");
        return tokens.is(relation.next(), "USING") ? dml(relation, Operation.MERGE, mergeColumns(relation)) : null;
    }

    private @Nullable List<String> mergeColumns(Relation relation) {
        List<String> columns = new ArrayList<>();
        for (int i = relation.next(); i < end; i = tokens.next(i)) {
            if (tokens.is(i, "UPDATE") && tokens.is(i + 1, "SET") && tokens.is(i - 1, "THEN")) {
                List<String> set = SetList.columns(tokens, i + 2, end);
                if (set == null) {
                    return null;
                }
                columns.addAll(set);
            }
        }
        return columns;
    }

    private Dml dml(Relation relation, Operation operation, @Nullable List<String> setColumns) {
        return new Dml(relation.target(operation, inWith), returning(relation), null, null, setColumns);
    }

    private int returning(Relation relation) {
        return Clauses.find(tokens, relation.next(), end, "RETURNING");
    }
}
