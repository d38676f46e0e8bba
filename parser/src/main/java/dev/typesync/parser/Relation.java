package dev.typesync.parser;

import org.jspecify.annotations.Nullable;

/**
 * A table as a target is written: {@code ONLY s.t * AS a}.
 *
 * @param next the token behind it
 */
record Relation(TableName name, boolean only, @Nullable String alias, int next) {
    /** The relation at i with {@code ONLY} and {@code *}, without an alias; null if there is none. */
    static @Nullable Relation read(Tokens tokens, int i) {
        boolean only = tokens.is(i, "ONLY");
        int at = only ? i + 1 : i;
        boolean parentheses = only && tokens.is(at, TokenKind.OPEN);
        Relation relation = name(tokens, parentheses ? at + 1 : at, only);
        if (relation == null || !parentheses) {
            return relation;
        }
        boolean closed = tokens.is(relation.next, TokenKind.CLOSE);
        return closed ? new Relation(relation.name, true, null, relation.next + 1) : null;
    }

    /** The dotted name at i; null if there is none. */
    static @Nullable Relation name(Tokens tokens, int i, boolean only) {
        if (!tokens.isIdentifier(i)) {
            return null;
        }
        int last = i;
        while (tokens.is(last + 1, TokenKind.DOT) && tokens.isIdentifier(last + 2)) {
            last += 2;
        }
        String schema = last > i ? tokens.identifier(last - 2) : null;
        int next = tokens.isOperator(last + 1, '*') ? last + 2 : last + 1;
        return new Relation(new TableName(schema, tokens.identifier(last)), only, null, next);
    }

    /** This relation with the alias that may follow: behind AS anything, else what is none of these words. */
    Relation withAlias(Tokens tokens, int end, String... stops) {
        if (tokens.is(next, "AS") && tokens.isIdentifier(next + 1)) {
            return new Relation(name, only, tokens.identifier(next + 1), next + 2);
        }
        if (next < end && tokens.isIdentifier(next) && !tokens.isAny(next, stops)) {
            return new Relation(name, only, tokens.identifier(next), next + 1);
        }
        return this;
    }

    Target target(Operation operation, boolean inWith) {
        return new Target(name, operation, only, alias, inWith);
    }
}
