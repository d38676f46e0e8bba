package dev.typesync.parser.keys;

import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.plan.LiteralType;
import dev.typesync.parser.plan.SqlValue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads constants and placeholders from ranges of tokens. Anything else is an Expression. */
final class ValueReader {
    private static final SqlValue EXPRESSION = new SqlValue.Expression();
    /** The types whose names have several words. */
    private static final List<String> TYPES_OF_SEVERAL_WORDS = List.of(
            "double precision",
            "character varying",
            "bit varying",
            "timestamp with time zone",
            "timestamp without time zone",
            "time with time zone",
            "time without time zone");

    private final Tokens tokens;
    /** For each token how many placeholders there are up to it. */
    private final int[] placeholderCounts;

    ValueReader(Tokens tokens) {
        this.tokens = tokens;
        this.placeholderCounts = new int[tokens.size()];
        int count = 0;
        for (int i = 0; i < tokens.size(); i++) {
            count += tokens.is(i, TokenKind.PARAMETER) ? 1 : 0;
            placeholderCounts[i] = count;
        }
    }

    /** The value in this range; parentheses around it do not matter. */
    SqlValue value(int from, int to) {
        int first = from;
        int last = to;
        while (last - first > 2 && tokens.is(first, TokenKind.OPEN) && tokens.partner(first) == last - 1) {
            first++;
            last--;
        }
        if (last - first == 1) {
            return constant(first, null);
        }
        if (last - first == 2 && tokens.isOperator(first, '-') && tokens.is(first + 1, TokenKind.NUMBER)) {
            return new SqlValue.Literal("-" + tokens.text(first + 1), LiteralType.NUMBER, null);
        }
        return castValue(first, last);
    }

    private SqlValue castValue(int first, int last) {
        if (tokens.is(first + 1, TokenKind.CAST)) {
            return castTo(first, first + 2, last);
        }
        boolean castFunction = tokens.is(first, "CAST")
                && tokens.is(first + 1, TokenKind.OPEN)
                && tokens.partner(first + 1) == last - 1
                && tokens.is(first + 3, "AS");
        if (castFunction) {
            return castTo(first + 2, first + 4, last - 1);
        }
        boolean typePrefix = last - first > 1 && tokens.is(last - 1, TokenKind.STRING);
        return typePrefix ? castTo(last - 1, first, last - 1) : EXPRESSION;
    }

    private SqlValue castTo(int valueToken, int typeFrom, int typeTo) {
        String type = type(typeFrom, typeTo);
        return type == null ? EXPRESSION : constant(valueToken, type);
    }

    private SqlValue constant(int i, @Nullable String cast) {
        return switch (tokens.kind(i)) {
            case PARAMETER -> new SqlValue.Parameter(placeholderCounts[i], cast);
            case NUMBERED_PARAMETER -> numberedParameter(i, cast);
            case STRING -> new SqlValue.Literal(tokens.stringValue(i), LiteralType.STRING, cast);
            case NUMBER -> new SqlValue.Literal(tokens.text(i), LiteralType.NUMBER, cast);
            case WORD -> keyword(i, cast);
            default -> EXPRESSION;
        };
    }

    private SqlValue numberedParameter(int i, @Nullable String cast) {
        String digits = tokens.text(i).substring(1);
        return digits.length() > 5 ? EXPRESSION : new SqlValue.Parameter(Integer.parseInt(digits), cast);
    }

    private SqlValue keyword(int i, @Nullable String cast) {
        if (tokens.isAny(i, "TRUE", "FALSE")) {
            return new SqlValue.Literal(tokens.identifier(i), LiteralType.BOOLEAN, cast);
        }
        return tokens.is(i, "NULL") ? new SqlValue.Literal("null", LiteralType.NULL, cast) : EXPRESSION;
    }

    /** The type that this range names, in lower case; null if it is anything else. */
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
        if (name.isEmpty() || (name.indexOf(' ') >= 0 && !TYPES_OF_SEVERAL_WORDS.contains(name))) {
            return null;
        }
        while (at < to && (tokens.is(at, TokenKind.OPEN) || tokens.is(at, TokenKind.OPEN_BRACKET))) {
            at = tokens.partner(at) + 1;
        }
        if (at != to) {
            return null;
        }
        String written = tokens.sql().substring(tokens.from(from), tokens.to(to - 1));
        return written.replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
