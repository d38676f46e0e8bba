package dev.typesync.parser;

/**
 * PostgreSQL's lexical structure (chapter 4.1 of its manual, {@code scan.l}), with {@code ?} as JDBC sees it. Linear in
 * the length of the text; never fails: what has no end becomes one {@link TokenKind#UNTERMINATED} token.
 */
final class Lexer {
    private static final String OPERATOR_CHARACTERS = "+-*/<>=~!@#%^&|`";
    /** With one of these in it an operator may end in {@code +} or {@code -}. */
    private static final String FREEING_CHARACTERS = "~!@#%^&|`";

    private final String sql;
    private final int end;
    private boolean backslashEscapes;
    private final Tokens tokens;
    private int at;
    private boolean sawBackslash;

    /** @param backslashEscapes in plain literals too, as with standard_conforming_strings=off */
    Lexer(String sql, boolean backslashEscapes) {
        this.sql = sql;
        this.end = sql.length();
        this.backslashEscapes = backslashEscapes;
        this.tokens = new Tokens(sql);
    }

    static Tokens lex(String sql, boolean backslashEscapes) {
        Lexer lexer = new Lexer(sql, backslashEscapes);
        while (lexer.at < lexer.end) {
            lexer.step();
        }
        return lexer.tokens;
    }

    Tokens tokens() {
        return tokens;
    }

    int position() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    void setBackslashEscapes(boolean escapes) {
        backslashEscapes = escapes;
    }

    /** Takes one blank, comment or token; something is left. */
    void step() {
        char c = sql.charAt(at);
        if (Words.isBlank(c)) {
            at++;
        } else if (Words.startsWord(c)) {
            word(c);
        } else if (Words.isDigit(c) || (c == '.' && Words.isDigit(peek(1)))) {
            take(TokenKind.NUMBER, numberEnd());
        } else {
            symbol(c);
        }
    }

    private void symbol(char c) {
        switch (c) {
            case '\'' -> take(TokenKind.STRING, plainEnd(at));
            case '"' -> take(TokenKind.QUOTED, quotedEnd(at));
            case '$' -> dollar();
            case '?' -> question();
            case '(' -> take(TokenKind.OPEN, at + 1);
            case ')' -> take(TokenKind.CLOSE, at + 1);
            case '[' -> take(TokenKind.OPEN_BRACKET, at + 1);
            case ']' -> take(TokenKind.CLOSE_BRACKET, at + 1);
            case ',' -> take(TokenKind.COMMA, at + 1);
            case ';' -> take(TokenKind.SEMICOLON, at + 1);
            case '.' -> take(TokenKind.DOT, at + 1);
            case ':' -> colon();
            case '{', '}' -> take(TokenKind.BRACE, at + 1);
            default -> operatorOrOther(c);
        }
    }

    private void operatorOrOther(char c) {
        if (startsComment(at)) {
            comment();
        } else if (OPERATOR_CHARACTERS.indexOf(c) >= 0) {
            take(TokenKind.OPERATOR, operatorEnd());
        } else {
            take(TokenKind.OTHER, at + 1);
        }
    }

    /** Adds the token from here to {@code to}; a negative one means that it has no end. */
    private void take(TokenKind kind, int to) {
        if (to < 0) {
            tokens.add(TokenKind.UNTERMINATED, at, end);
            at = end;
        } else {
            tokens.add(kind, at, to);
            at = to;
        }
    }

    private char peek(int ahead) {
        return at + ahead < end ? sql.charAt(at + ahead) : '\0';
    }

    private void word(char c) {
        char next = peek(1);
        if (next == '\'') {
            switch (c) {
                case 'e', 'E' -> take(TokenKind.STRING, stringEnd(at + 1, true));
                case 'b', 'B', 'x', 'X' -> take(TokenKind.TYPED_STRING, stringEnd(at + 1, false));
                case 'n', 'N' -> take(TokenKind.TYPED_STRING, plainEnd(at + 1));
                default -> take(TokenKind.WORD, wordEnd());
            }
        } else if (next == '&' && (c == 'u' || c == 'U') && peek(2) == '\'') {
            take(TokenKind.STRING, withEscapeClause(stringEnd(at + 2, false)));
        } else if (next == '&' && (c == 'u' || c == 'U') && peek(2) == '"') {
            take(TokenKind.QUOTED, withEscapeClause(quotedEnd(at + 2)));
        } else {
            take(TokenKind.WORD, wordEnd());
        }
    }

    private int wordEnd() {
        int i = at + 1;
        while (i < end && Words.continuesWord(sql.charAt(i))) {
            i++;
        }
        return i;
    }

    /** A plain literal, whose end depends on standard_conforming_strings. */
    private int plainEnd(int quote) {
        sawBackslash = false;
        int to = stringEnd(quote, backslashEscapes);
        if (sawBackslash) {
            tokens.foundBackslash();
        }
        return to;
    }

    /** Behind the closing quote of the last continuation; a constant goes on in a next line. */
    private int stringEnd(int quote, boolean backslashes) {
        int close = closingQuote(quote, backslashes);
        while (close >= 0) {
            int next = continuation(close + 1);
            if (next < 0) {
                return close + 1;
            }
            close = closingQuote(next, backslashes);
        }
        return -1;
    }

    private int closingQuote(int quote, boolean backslashes) {
        int i = quote + 1;
        while (i < end) {
            char c = sql.charAt(i);
            if (c == '\'') {
                if (i + 1 >= end || sql.charAt(i + 1) != '\'') {
                    return i;
                }
                i++;
            } else if (c == '\\') {
                sawBackslash = true;
                i += backslashes ? 1 : 0;
            }
            i++;
        }
        return -1;
    }

    /** The quote that continues a constant: only blanks, line comments and at least one newline lie between. */
    private int continuation(int from) {
        boolean newline = false;
        int i = from;
        while (i < end) {
            char c = sql.charAt(i);
            if (c == '\n' || c == '\r') {
                newline = true;
            } else if (c == '-' && i + 1 < end && sql.charAt(i + 1) == '-') {
                i = lineEnd(i) - 1;
            } else if (!Words.isBlank(c)) {
                return c == '\'' && newline ? i : -1;
            }
            i++;
        }
        return -1;
    }

    private int quotedEnd(int quote) {
        int i = sql.indexOf('"', quote + 1);
        while (i >= 0 && i + 1 < end && sql.charAt(i + 1) == '"') {
            i = sql.indexOf('"', i + 2);
        }
        return i < 0 ? -1 : i + 1;
    }

    /** Behind {@code UESCAPE 'c'}, if that follows. */
    private int withEscapeClause(int to) {
        int word = skipBlanks(to);
        if (to < 0 || !Words.matchesAt(sql, word, "UESCAPE")) {
            return to;
        }
        int quote = skipBlanks(word + "UESCAPE".length());
        boolean clause = quote + 2 < end && sql.charAt(quote) == '\'' && sql.charAt(quote + 2) == '\'';
        return clause ? quote + 3 : to;
    }

    private int skipBlanks(int from) {
        int i = from;
        while (i >= 0 && i < end && Words.isBlank(sql.charAt(i))) {
            i++;
        }
        return i;
    }

    private void dollar() {
        int i = at + 1;
        while (i < end && Words.isDigit(sql.charAt(i))) {
            i++;
        }
        if (i > at + 1) {
            take(TokenKind.NUMBERED_PARAMETER, i);
            return;
        }
        while (i < end && sql.charAt(i) != '$' && Words.continuesWord(sql.charAt(i))) {
            i++;
        }
        if (i == end || sql.charAt(i) != '$') {
            take(TokenKind.OTHER, at + 1);
            return;
        }
        String delimiter = sql.substring(at, i + 1);
        int close = sql.indexOf(delimiter, i + 1);
        take(TokenKind.STRING, close < 0 ? -1 : close + delimiter.length());
    }

    private void question() {
        if (peek(1) == '?') {
            take(TokenKind.OPERATOR, at + 2);
        } else {
            take(TokenKind.PARAMETER, at + 1);
        }
    }

    private void colon() {
        if (peek(1) == ':') {
            take(TokenKind.CAST, at + 2);
        } else if (peek(1) == '=') {
            take(TokenKind.OPERATOR, at + 2);
        } else {
            take(TokenKind.COLON, at + 1);
        }
    }

    private boolean startsComment(int i) {
        char next = i + 1 < end ? sql.charAt(i + 1) : '\0';
        char c = sql.charAt(i);
        return (c == '-' && next == '-') || (c == '/' && next == '*');
    }

    private void comment() {
        if (sql.charAt(at) == '-') {
            at = lineEnd(at);
            return;
        }
        int depth = 1;
        int i = at + 2;
        while (i + 1 < end && depth > 0) {
            char c = sql.charAt(i);
            char next = sql.charAt(i + 1);
            if (c == '*' && next == '/') {
                depth--;
                i += 2;
            } else if (c == '/' && next == '*') {
                depth++;
                i += 2;
            } else {
                i++;
            }
        }
        if (depth > 0) {
            take(TokenKind.UNTERMINATED, -1);
        } else {
            at = i;
        }
    }

    private int lineEnd(int from) {
        int i = from;
        while (i < end && sql.charAt(i) != '\n' && sql.charAt(i) != '\r') {
            i++;
        }
        return i;
    }

    /** An operator ends before a comment, and not in a sign unless it holds one of the freeing characters. */
    private int operatorEnd() {
        int i = at;
        boolean free = false;
        while (i < end && OPERATOR_CHARACTERS.indexOf(sql.charAt(i)) >= 0 && !startsComment(i)) {
            free |= FREEING_CHARACTERS.indexOf(sql.charAt(i)) >= 0;
            i++;
        }
        while (!free && i > at + 1 && (sql.charAt(i - 1) == '-' || sql.charAt(i - 1) == '+')) {
            i--;
        }
        return i;
    }

    private int numberEnd() {
        int i = at;
        if (sql.charAt(i) == '0' && "xXoObB".indexOf(peek(1)) >= 0 && Character.digit(peek(2), 16) >= 0) {
            return digits(i + 2, 16);
        }
        i = digits(i, 10);
        if (i < end && sql.charAt(i) == '.' && !(i + 1 < end && sql.charAt(i + 1) == '.')) {
            i = digits(i + 1, 10);
        }
        return exponentEnd(i);
    }

    private int digits(int from, int radix) {
        int i = from;
        while (i < end && (digit(i, radix) || (i > from && sql.charAt(i) == '_' && digit(i + 1, radix)))) {
            i++;
        }
        return i;
    }

    private boolean digit(int i, int radix) {
        return i < end && sql.charAt(i) < 0x80 && Character.digit(sql.charAt(i), radix) >= 0;
    }

    private int exponentEnd(int from) {
        if (from >= end || (sql.charAt(from) != 'e' && sql.charAt(from) != 'E')) {
            return from;
        }
        int i = from + 1;
        if (i < end && (sql.charAt(i) == '+' || sql.charAt(i) == '-')) {
            i++;
        }
        return digit(i, 10) ? digits(i, 10) : from;
    }
}
