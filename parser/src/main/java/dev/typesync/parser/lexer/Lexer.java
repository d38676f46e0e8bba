package dev.typesync.parser.lexer;

/**
 * PostgreSQL's lexical structure (chapter 4.1 of its manual, {@code scan.l}), with {@code ?} as JDBC sees it. Linear in
 * the length of the text; never fails: what has no end becomes one {@link TokenKind#UNTERMINATED} token.
 */
public final class Lexer {
    private static final String OPERATOR_CHARACTERS = "+-*/<>=~!@#%^&|`";
    /** With one of these in it an operator may end in {@code +} or {@code -}. */
    private static final String FREEING_CHARACTERS = "~!@#%^&|`";

    private final String sql;
    private final int end;
    private boolean backslashEscapes;
    private final boolean holdsBackslashes;
    private final Tokens tokens;
    private final QuotedText quotedText;
    private int at;

    /** @param backslashEscapes in plain literals too, as with standard_conforming_strings=off */
    public Lexer(String sql, boolean backslashEscapes) {
        this.sql = sql;
        this.end = sql.length();
        this.backslashEscapes = backslashEscapes;
        this.holdsBackslashes = sql.indexOf('\\') >= 0;
        this.tokens = new Tokens(sql);
        this.quotedText = new QuotedText(sql);
    }

    public static Tokens lex(String sql, boolean backslashEscapes) {
        Lexer lexer = new Lexer(sql, backslashEscapes);
        while (lexer.at < lexer.end) {
            lexer.step();
        }
        return lexer.tokens;
    }

    public Tokens tokens() {
        return tokens;
    }

    public int position() {
        return at;
    }

    public void moveTo(int position) {
        at = position;
    }

    public void setBackslashEscapes(boolean escapes) {
        backslashEscapes = escapes;
    }

    /** Takes one blank, comment or token; something is left. */
    public void step() {
        char c = sql.charAt(at);
        if (IdentifierText.isBlank(c)) {
            at++;
        } else if (IdentifierText.startsWord(c)) {
            word(c);
        } else if (IdentifierText.isDigit(c) || (c == '.' && IdentifierText.isDigit(peek(1)))) {
            take(TokenKind.NUMBER, numberEnd());
        } else {
            symbol(c);
        }
    }

    private void symbol(char c) {
        switch (c) {
            case '\'' -> take(TokenKind.STRING, plainEnd(at));
            case '"' -> take(TokenKind.QUOTED, quotedText.identifier(at));
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
        if (quotedText.startsComment(at)) {
            comment();
        } else if (OPERATOR_CHARACTERS.indexOf(c) >= 0) {
            take(TokenKind.OPERATOR, operatorEnd());
        } else {
            take(TokenKind.OTHER, at + 1);
        }
    }

    private void comment() {
        int to = quotedText.comment(at);
        if (to < 0) {
            take(TokenKind.UNTERMINATED, -1);
        } else {
            at = to;
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
                case 'e', 'E' -> take(TokenKind.STRING, quotedText.string(at + 1, true));
                case 'b', 'B', 'x', 'X' -> take(TokenKind.TYPED_STRING, quotedText.string(at + 1, false));
                case 'n', 'N' -> take(TokenKind.TYPED_STRING, plainEnd(at + 1));
                default -> take(TokenKind.WORD, wordEnd());
            }
        } else if (next == '&' && (c == 'u' || c == 'U') && peek(2) == '\'') {
            take(TokenKind.STRING, quotedText.escapeClause(quotedText.string(at + 2, false)));
        } else if (next == '&' && (c == 'u' || c == 'U') && peek(2) == '"') {
            take(TokenKind.QUOTED, quotedText.escapeClause(quotedText.identifier(at + 2)));
        } else {
            take(TokenKind.WORD, wordEnd());
        }
    }

    private int wordEnd() {
        int i = at + 1;
        while (i < end && IdentifierText.continuesWord(sql.charAt(i))) {
            i++;
        }
        return i;
    }

    /** A plain literal, whose end depends on standard_conforming_strings if it holds a backslash. */
    private int plainEnd(int quote) {
        int to = quotedText.string(quote, backslashEscapes);
        if (holdsBackslashes && hasBackslash(quote, to < 0 ? end : to)) {
            tokens.foundBackslash();
        }
        return to;
    }

    private boolean hasBackslash(int from, int to) {
        for (int i = from; i < to; i++) {
            if (sql.charAt(i) == '\\') {
                return true;
            }
        }
        return false;
    }

    private void dollar() {
        int i = at + 1;
        while (i < end && IdentifierText.isDigit(sql.charAt(i))) {
            i++;
        }
        if (i > at + 1) {
            take(TokenKind.NUMBERED_PARAMETER, i);
            return;
        }
        while (i < end && sql.charAt(i) != '$' && IdentifierText.continuesWord(sql.charAt(i))) {
            i++;
        }
        if (i == end || sql.charAt(i) != '$') {
            take(TokenKind.OTHER, at + 1);
            return;
        }
        take(TokenKind.STRING, quotedText.dollars(at, i));
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

    /** An operator ends before a comment, and not in a sign unless it holds one of the freeing characters. */
    private int operatorEnd() {
        int i = at;
        boolean free = false;
        while (i < end && OPERATOR_CHARACTERS.indexOf(sql.charAt(i)) >= 0 && !quotedText.startsComment(i)) {
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
