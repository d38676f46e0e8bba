package dev.typesync.parser.reader;

import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.TableName;
import dev.typesync.parser.plan.WriteTarget;
import org.jspecify.annotations.Nullable;

/**
 * A table as it is written where a statement names its target: {@code ONLY s.t * AS a}.
 *
 * @param next the token after it
 */
public record RelationReference(
        TableName name, boolean only, @Nullable String alias, int next) {
    /** The relation at i with {@code ONLY} and {@code *}, without an alias; null if there is none. */
    public static @Nullable RelationReference read(Tokens tokens, int i) {
        boolean only = tokens.is(i, "ONLY");
        int at = only ? i + 1 : i;
        boolean parentheses = only && tokens.is(at, TokenKind.OPEN);
        RelationReference relation = name(tokens, parentheses ? at + 1 : at, only);
        if (relation == null || !parentheses) {
            return relation;
        }
        boolean closed = tokens.is(relation.next, TokenKind.CLOSE);
        return closed ? new RelationReference(relation.name, true, null, relation.next + 1) : null;
    }

    /** The dotted name at i; null if there is none. */
    public static @Nullable RelationReference name(Tokens tokens, int i) {
        return name(tokens, i, false);
    }

    private static @Nullable RelationReference name(Tokens tokens, int i, boolean only) {
        if (!tokens.isIdentifier(i)) {
            return null;
        }
        int last = i;
        while (tokens.is(last + 1, TokenKind.DOT) && tokens.isIdentifier(last + 2)) {
            last += 2;
        }
        String schema = last > i ? tokens.identifier(last - 2) : null;
        int next = tokens.isOperator(last + 1, '*') ? last + 2 : last + 1;
        return new RelationReference(new TableName(schema, tokens.identifier(last)), only, null, next);
    }

    /** This relation with the alias that may follow: any name after AS, else a name that is none of these words. */
    public RelationReference withAlias(Tokens tokens, int end, String... stops) {
        if (tokens.is(next, "AS") && tokens.isIdentifier(next + 1)) {
            return new RelationReference(name, only, tokens.identifier(next + 1), next + 2);
        }
        if (next < end && tokens.isIdentifier(next) && !tokens.isAny(next, stops)) {
            return new RelationReference(name, only, tokens.identifier(next), next + 1);
        }
        return this;
    }

    WriteTarget target(SqlOperation operation, boolean inWith) {
        return new WriteTarget(name, operation, only, alias, inWith);
    }
}
