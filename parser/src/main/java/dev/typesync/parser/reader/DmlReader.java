package dev.typesync.parser.reader;

import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.plan.DeleteShape;
import dev.typesync.parser.plan.SqlOperation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an INSERT, UPDATE, DELETE or MERGE from its verb up to the token {@code end}, which is exclusive. */
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

    /** The write at this verb; null if it is none of the four, or if PostgreSQL would not accept it. */
    static @Nullable DmlOutline read(Tokens tokens, int verb, int end, boolean inWith) {
        DmlReader reader = new DmlReader(tokens, verb, end, inWith);
        if (tokens.is(verb, "INSERT") && tokens.is(verb + 1, "INTO")) {
            return reader.readInsert();
        }
        if (tokens.is(verb, "UPDATE")) {
            return reader.readUpdate();
        }
        if (tokens.is(verb, "DELETE") && tokens.is(verb + 1, "FROM")) {
            return reader.readDelete();
        }
        if (tokens.is(verb, "MERGE") && tokens.is(verb + 1, "INTO")) {
            return reader.readMerge();
        }
        return null;
    }

    private @Nullable DmlOutline readInsert() {
        RelationReference relation = RelationReference.name(tokens, verb + 2);
        return relation == null
                ? null
                : new InsertReader(tokens, relation.withAlias(tokens, relation.next()), end, inWith).read();
    }

    private @Nullable DmlOutline readUpdate() {
        RelationReference table = RelationReference.read(tokens, verb + 1);
        if (table == null) {
            return null;
        }
        RelationReference relation = table.withAlias(tokens, end, "SET");
        if (!tokens.is(relation.next(), "SET")) {
            return null;
        }
        return outline(relation, SqlOperation.UPDATE, SetList.columns(tokens, relation.next() + 1, end));
    }

    private @Nullable DmlOutline readDelete() {
        RelationReference table = RelationReference.read(tokens, verb + 2);
        if (table == null) {
            return null;
        }
        RelationReference relation = table.withAlias(tokens, end, "USING", "WHERE", "RETURNING");
        int returning = findReturning(relation);
        DeleteShape shape = deleteShape(relation, returning < 0 ? end : returning);
        return new DmlOutline(relation.target(SqlOperation.DELETE, inWith), returning, null, shape, List.of());
    }

    /** The parts of the DELETE up to this token; null for {@code WHERE CURRENT OF}, and if it is invalid. */
    private @Nullable DeleteShape deleteShape(RelationReference relation, int shapeEnd) {
        int where = ClauseFinder.find(tokens, relation.next(), shapeEnd, "WHERE");
        int tablesEnd = where < 0 ? shapeEnd : where;
        boolean using = ClauseFinder.startsAt(tokens, relation.next(), "USING");
        boolean current = where >= 0 && tokens.is(where + 1, "CURRENT") && tokens.is(where + 2, "OF");
        if (current || (!using && relation.next() != tablesEnd) || (where >= 0 && where + 1 >= shapeEnd)) {
            return null;
        }
        return new DeleteShape(
                tokens.span(verb + 2, relation.next()),
                using && relation.next() + 1 < tablesEnd ? tokens.span(relation.next() + 1, tablesEnd) : null,
                where < 0 ? null : tokens.span(where + 1, shapeEnd));
    }

    private @Nullable DmlOutline readMerge() {
        RelationReference table = RelationReference.read(tokens, verb + 2);
        if (table == null) {
            return null;
        }
        RelationReference relation = table.withAlias(tokens, end, "USING");
        return tokens.is(relation.next(), "USING")
                ? outline(relation, SqlOperation.MERGE, mergeColumns(relation.next()))
                : null;
    }

    /** The columns that the UPDATE actions of a MERGE set; null if unknown. */
    private @Nullable List<String> mergeColumns(int from) {
        List<String> columns = new ArrayList<>();
        for (int i = from; i < end; i = tokens.next(i)) {
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

    private DmlOutline outline(RelationReference relation, SqlOperation operation, @Nullable List<String> setColumns) {
        return new DmlOutline(relation.target(operation, inWith), findReturning(relation), null, null, setColumns);
    }

    private int findReturning(RelationReference relation) {
        return ClauseFinder.find(tokens, relation.next(), end, "RETURNING");
    }
}
