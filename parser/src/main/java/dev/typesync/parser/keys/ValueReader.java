package dev.typesync.parser.keys;

import dev.typesync.parser.lexer.LiteralValues;
import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.plan.LiteralType;
import dev.typesync.parser.plan.SqlValue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads constants and placeholders from ranges of tokens; what is anything else is an Expression. */
final class ValueReader {
    private static final SqlValue EXPRESSION = new SqlValue.Expression();
    /** The types whose names are several words. */
    private static final List<String> LONG_TYPES = List.of(
            "double precision",
            "character varying",
            "bit varying",
            "timestamp with time zone",
            "timestamp without time zone",
            "time with time zone",
            "time without time zone");

    private final Tokens tokens;
    private final int[] ordinals;

    ValueReader(Tokens tokens) {
        this.tokens = tokens;
        this.ordinals = new int[tokens.size()];
        int count = 0;
        for (int i = 0; i < tokens.size(); i++) {
            count += tokens.is(i, TokenKind.PARAMETER) ? 1 : 0;
            ordinals[i] = count;
        }
    }

    /** The value that stands between these tokens. */
    SqlValue value(int from, int to) {
        int first = from;
        int last = to;
        while (last - first > 2 && tokens.is(first, TokenKind.OPEN) && tokens.pair(first) == last - 1) {
            first++;
            last--;
        }
        if (last - first == 1) {
            return single(first, null);
        }
        if (last - first == 2 && tokens.isOperator(first, '-') && tokens.is(first + 1, TokenKind.NUMBER)) {
            return new SqlValue.Literal("-" + tokens.text(first + 1), LiteralType.NUMBER, null);
        }
        return cast(first, last);
    }

    private SqlValue cast(int first, int last) {
        if (tokens.is(first + 1, TokenKind.CAST)) {
            return typed(first, first + 2, last);
        }
        boolean function = tokens.is(first, "CAST")
                && tokens.is(first + 1, TokenKind.OPEN)
                && tokens.pair(first + 1) == last - 1
                && tokens.is(first + 3, "AS");
        if (function) {
            return typed(first + 2, first + 4, last - 1);
        }
        boolean literal = last - first > 1 && tokens.is(last - 1, TokenKind.STRING);
        return literal ? typed(last - 1, first, last - 1) : EXPRESSION;
    }

    private SqlValue typed(int constant, int typeFrom, int typeTo) {
        String type = type(typeFrom, typeTo);
        return type == null ? EXPRESSION : single(constant, type);
    }

    private SqlValue single(int i, @Nullable String cast) {
        return switch (tokens.kind(i)) {
            case PARAMETER -> new SqlValue.Parameter(ordinals[i], cast);
            case NUMBERED_PARAMETER -> numbered(i, cast);
            case STRING ->
                new SqlValue.Literal(
                        LiteralValues.text(tokens.sql(), tokens.from(i), tokens.to(i)), LiteralType.STRING, cast);
            case NUMBER -> new SqlValue.Literal(tokens.text(i), LiteralType.NUMBER, cast);
            case WORD -> word(i, cast);
            default -> EXPRESSION;
        };
    }

    private SqlValue numbered(int i, @Nullable String cast) {
        String digits = tokens.text(i).substring(1);
        return digits.length() > 5 ? EXPRESSION : new SqlValue.Parameter(Integer.parseInt(digits), cast);
    }

    private SqlValue word(int i, @Nullable String cast) {
        if (tokens.isAny(i, "TRUE", "FALSE")) {
            return new SqlValue.Literal(tokens.identifier(i), LiteralType.BOOLEAN, cast);
        }
        return tokens.is(i, "NULL") ? new SqlValue.Literal("null", LiteralType.NULL, cast) : EXPRESSION;
    }

    /** The type that fills this range, in lower case; null if it holds anything else. */
    @Nullable
    String type(int from, int to) {
        int at = from;
        StringBuilder words = new StringBuilder();
        while (at < to && tokens.isIdentifier(at)) {
            boolean dotted = at + 1 < to && tokens.is(at + 1, TokenKind.DOT);
            words.append(words.isEmpty() || words.charAt(words.length() - 1) == '.' ? "" : " ");
            words.append(tokens.identifier(at)).append(dotted ? "." : "");
            at += dotted ? 2 : 1;
        }
        String name = words.toString();
        if (name.isEmpty() || (name.indexOf(' ') >= 0 && !LONG_TYPES.contains(name))) {
            return null;
        }
        while (at < to && (tokens.is(at, TokenKind.OPEN) || tokens.is(at, TokenKind.OPEN_BRACKET))) {
            at = tokens.pair(at) + 1;
        }
        if (at != to) {
            return null;
        }
        String written = tokens.sql().substring(tokens.from(from), tokens.to(to - 1));
        return written.replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
