package dev.typesync.parser.reader;

import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.plan.DeleteShape;
import dev.typesync.parser.plan.SqlOperation;
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
    static @Nullable DmlOutline read(Tokens tokens, int verb, int end, boolean inWith) {
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

    private @Nullable DmlOutline insert() {
        RelationReference relationReference = RelationReference.name(tokens, verb + 2, false);
        if (relationReference == null) {
            return null;
        }
        return new InsertReader(tokens, relationReference.withAlias(tokens, relationReference.next()), end, inWith)
                .read();
    }

    private @Nullable DmlOutline update() {
        RelationReference bare = RelationReference.read(tokens, verb + 1);
        if (bare == null) {
            return null;
        }
        RelationReference relationReference = bare.withAlias(tokens, end, "SET");
        if (!tokens.is(relationReference.next(), "SET")) {
            return null;
        }
        List<String> columns = SetList.columns(tokens, relationReference.next() + 1, end);
        return dml(relationReference, SqlOperation.UPDATE, columns);
    }

    private @Nullable DmlOutline delete() {
        RelationReference bare = RelationReference.read(tokens, verb + 2);
        if (bare == null) {
            return null;
        }
        RelationReference relationReference = bare.withAlias(tokens, end, "USING", "WHERE", "RETURNING");
        int returning = returning(relationReference);
        DeleteShape shape = DeleteShape.read(tokens, verb + 2, relationReference, returning < 0 ? end : returning);
        return new DmlOutline(relationReference.target(SqlOperation.DELETE, inWith), returning, null, shape, List.of());
    }

    private @Nullable DmlOutline merge() {
        RelationReference bare = RelationReference.read(tokens, verb + 2);
        if (bare == null) {
            return null;
        }
        RelationReference relationReference = bare.withAlias(tokens, end, "USING");
        return tokens.is(relationReference.next(), "USING")
                ? dml(relationReference, SqlOperation.MERGE, mergeColumns(relationReference))
                : null;
    }

    private @Nullable List<String> mergeColumns(RelationReference relationReference) {
        List<String> columns = new ArrayList<>();
        for (int i = relationReference.next(); i < end; i = tokens.next(i)) {
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

    private DmlOutline dml(
            RelationReference relationReference, SqlOperation operation, @Nullable List<String> setColumns) {
        return new DmlOutline(
                relationReference.target(operation, inWith), returning(relationReference), null, null, setColumns);
    }

    private int returning(RelationReference relationReference) {
        return ClauseFinder.find(tokens, relationReference.next(), end, "RETURNING");
    }
}
