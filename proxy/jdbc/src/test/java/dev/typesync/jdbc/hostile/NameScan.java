package dev.typesync.jdbc.hostile;

import dev.typesync.parser.lexer.Lexer;
import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import java.util.Set;
import java.util.TreeSet;

/**
 * Collects the functions, operators and other names of SQL texts, and what in them is searched for in the search_path:
 * an operator, function or type without its schema, and syntax that stands for an operator.
 */
final class NameScan {
    private static final Set<String> TYPE_WORDS = Set.of(
            "SMALLINT",
            "INTEGER",
            "INT",
            "BIGINT",
            "REAL",
            "DOUBLE",
            "NUMERIC",
            "BOOLEAN",
            "CHARACTER",
            "BIT",
            "INTERVAL",
            "TIME",
            "TIMESTAMP");

    final Set<String> operators = new TreeSet<>();
    final Set<String> names = new TreeSet<>();
    final Set<String> searched = new TreeSet<>();
    private final Set<String> functions;
    private Tokens tokens = Lexer.lex("", false);
    private int assignments; // the depth of parentheses of a SET list; -1: none

    /** @param functions the names of all functions of PostgreSQL */
    NameScan(Set<String> functions) {
        this.functions = functions;
    }

    void add(String sql) {
        tokens = Lexer.lex(sql, false);
        assignments = -1;
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            depth += tokens.is(i, TokenKind.OPEN) ? 1 : tokens.is(i, TokenKind.CLOSE) ? -1 : 0;
            follow(i, depth);
            boolean qualified = i > 0 && tokens.is(i - 1, TokenKind.DOT);
            if (tokens.is(i, TokenKind.OPERATOR)) {
                operator(i, qualified);
            } else if (tokens.is(i, TokenKind.CAST)) {
                cast(i + 1);
            } else if (tokens.isIdentifier(i) && qualified && tokens.is(i - 2, "PG_CATALOG")) {
                names.add(tokens.identifier(i));
            } else if (tokens.is(i, TokenKind.WORD) && !qualified) {
                word(i);
            }
        }
    }

    private void follow(int i, int depth) {
        if (tokens.is(i, "SET")) {
            assignments = depth;
        } else if (depth < assignments || tokens.isAny(i, "WHERE", "FROM", "RETURNING", "ON")) {
            assignments = -1;
        }
    }

    private void operator(int i, boolean qualified) {
        String operator = tokens.text(i);
        if (qualified) {
            operators.add(operator);
        } else if (!(operator.equals("=") && assignments >= 0) && !isStar(i)) {
            report(i);
        }
    }

    /** {@code select *}, {@code t.*} and {@code count(*)}. */
    private boolean isStar(int i) {
        return tokens.isOperator(i, '*')
                && (tokens.isAny(i - 1, "SELECT", "RETURNING")
                        || tokens.is(i - 1, TokenKind.OPEN)
                        || tokens.is(i - 1, TokenKind.COMMA));
    }

    private void cast(int type) {
        if (tokens.is(type, TokenKind.WORD)
                && !tokens.is(type + 1, TokenKind.DOT)
                && TYPE_WORDS.stream().noneMatch(word -> tokens.is(type, word))) {
            report(type);
        }
    }

    private void word(int i) {
        boolean hidden = tokens.isAny(i, "BETWEEN", "LIKE", "ILIKE", "SIMILAR", "NULLIF", "NATURAL")
                || (tokens.is(i, "IN") && !tokens.is(i + 1, "SCHEMA"))
                || (tokens.is(i, "DISTINCT") && tokens.is(i + 1, "FROM"))
                || (tokens.is(i, "CASE") && !tokens.is(i + 1, "WHEN"))
                || (tokens.is(i, "USING") && tokens.is(i + 1, TokenKind.OPEN));
        boolean call = tokens.is(i + 1, TokenKind.OPEN) && functions.contains(tokens.identifier(i)) && !isSyntax(i);
        if (hidden || call) {
            report(i);
        }
    }

    /** A name that the grammar reads itself, or the name of a table or constraint before its columns. */
    private boolean isSyntax(int i) {
        return tokens.isAny(i, "EXTRACT", "VERSION", "KEY", "VALUES") || tokens.isAny(i - 1, "INTO", "AS");
    }

    private void report(int i) {
        int to = Math.min(tokens.size() - 1, i + 4);
        searched.add(tokens.text(i) + " in: " + tokens.sql().substring(tokens.from(Math.max(0, i - 6)), tokens.to(to)));
    }
}
