package dev.typesync.parser.lexer;

/**
 * Splits a text into tokens as PostgreSQL does (chapter 4.1 of its manual, {@code scan.l}), with {@code ?} as JDBC's
 * placeholder. Takes time in proportion to the text's length and never fails: a quote or comment without an end becomes
 * one {@link TokenKind#UNTERMINATED} token. Not thread-safe.
 */
public final class Lexer {
    private static final String OPERATOR_CHARACTERS = "+-*/<>=~!@#%^&|`";
    /** Only an operator that has one of these may end in {@code +} or {@code -}. */
    private static final String SIGN_ALLOWING_CHARACTERS = "~!@#%^&|`";

    private final String sql;
    private final int length;
    private boolean backslashEscapes;
    private final boolean hasBackslash;
    private final Tokens tokens;
    private final QuotedText quotedText;
    private int at;

    /** @param backslashEscapes whether plain literals have them too, as with standard_conforming_strings=off */
    public Lexer(String sql, boolean backslashEscapes) {
        this.sql = sql;
        this.length = sql.length();
        this.backslashEscapes = backslashEscapes;
        this.hasBackslash = sql.indexOf('\\') >= 0;
        this.tokens = new Tokens(sql);
        this.quotedText = new QuotedText(sql);
    }

    /** All tokens of the text. */
    public static Tokens lex(String sql, boolean backslashEscapes) {
        Lexer lexer = new Lexer(sql, backslashEscapes);
        while (lexer.at < lexer.length) {
            lexer.readNext();
        }
        return lexer.tokens;
    }

    /** The tokens read so far. */
    public Tokens tokens() {
        return tokens;
    }

    /** The offset up to which the text is read. */
    public int position() {
        return at;
    }

    /** Continues at this offset. */
    public void moveTo(int position) {
        at = position;
    }

    /** Whether plain literals have backslash escapes from here on. */
    public void setBackslashEscapes(boolean backslashEscapes) {
        this.backslashEscapes = backslashEscapes;
    }

    /** Reads one blank, comment or token. Must not be called at the end of the text. */
    public void readNext() {
        char c = sql.charAt(at);
        if (SqlCharacters.isBlank(c)) {
            at++;
        } else if (SqlCharacters.isIdentifierStart(c)) {
            readWord(c);
        } else if (SqlCharacters.isDigit(c) || (c == '.' && SqlCharacters.isDigit(peek(1)))) {
            add(TokenKind.NUMBER, numberEnd());
        } else {
            readSymbol(c);
        }
    }

    private void readSymbol(char c) {
        switch (c) {
            case '\'' -> add(TokenKind.STRING, plainStringEnd(at));
            case '"' -> add(TokenKind.QUOTED, quotedText.identifierEnd(at));
            case '$' -> readDollar();
            case '?' -> readQuestionMark();
            case '(' -> add(TokenKind.OPEN, at + 1);
            case ')' -> add(TokenKind.CLOSE, at + 1);
            case '[' -> add(TokenKind.OPEN_BRACKET, at + 1);
            case ']' -> add(TokenKind.CLOSE_BRACKET, at + 1);
            case ',' -> add(TokenKind.COMMA, at + 1);
            case ';' -> add(TokenKind.SEMICOLON, at + 1);
            case '.' -> add(TokenKind.DOT, at + 1);
            case ':' -> readColon();
            case '{', '}' -> add(TokenKind.BRACE, at + 1);
            default -> readOperatorOrComment(c);
        }
    }

    private void readOperatorOrComment(char c) {
        if (SqlComments.startsAt(sql, at)) {
            skipComment();
        } else if (OPERATOR_CHARACTERS.indexOf(c) >= 0) {
            add(TokenKind.OPERATOR, operatorEnd());
        } else {
            add(TokenKind.OTHER, at + 1);
        }
    }

    private void skipComment() {
        int to = SqlComments.end(sql, at);
        if (to < 0) {
            add(TokenKind.UNTERMINATED, -1);
        } else {
            at = to;
        }
    }

    /** Adds the token from the position to this offset; -1 stands for a token without an end. */
    private void add(TokenKind kind, int to) {
        if (to < 0) {
            tokens.add(TokenKind.UNTERMINATED, at, length);
            at = length;
        } else {
            tokens.add(kind, at, to);
            at = to;
        }
    }

    private char peek(int ahead) {
        return at + ahead < length ? sql.charAt(at + ahead) : '\0';
    }

    private void readWord(char c) {
        char next = peek(1);
        if (next == '\'') {
            switch (c) {
                case 'e', 'E' -> add(TokenKind.STRING, quotedText.stringEnd(at + 1, true));
                case 'b', 'B', 'x', 'X' -> add(TokenKind.TYPED_STRING, quotedText.stringEnd(at + 1, false));
                case 'n', 'N' -> add(TokenKind.TYPED_STRING, plainStringEnd(at + 1));
                default -> add(TokenKind.WORD, wordEnd());
            }
        } else if (next == '&' && (c == 'u' || c == 'U') && peek(2) == '\'') {
            add(TokenKind.STRING, quotedText.escapeClauseEnd(quotedText.stringEnd(at + 2, false)));
        } else if (next == '&' && (c == 'u' || c == 'U') && peek(2) == '"') {
            add(TokenKind.QUOTED, quotedText.escapeClauseEnd(quotedText.identifierEnd(at + 2)));
        } else {
            add(TokenKind.WORD, wordEnd());
        }
    }

    private int wordEnd() {
        int i = at + 1;
        while (i < length && SqlCharacters.isIdentifierPart(sql.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The end of a plain literal. If it has a backslash, its end depends on standard_conforming_strings. */
    private int plainStringEnd(int quote) {
        int to = quotedText.stringEnd(quote, backslashEscapes);
        if (hasBackslash && hasBackslash(quote, to < 0 ? length : to)) {
            tokens.setHasBackslash();
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

    private void readDollar() {
        int i = at + 1;
        while (i < length && SqlCharacters.isDigit(sql.charAt(i))) {
            i++;
        }
        if (i > at + 1) {
            add(TokenKind.NUMBERED_PARAMETER, i);
            return;
        }
        while (i < length && sql.charAt(i) != '$' && SqlCharacters.isIdentifierPart(sql.charAt(i))) {
            i++;
        }
        if (i == length || sql.charAt(i) != '$') {
            add(TokenKind.OTHER, at + 1);
            return;
        }
        add(TokenKind.STRING, quotedText.dollarQuotedEnd(at, i));
    }

    private void readQuestionMark() {
        if (peek(1) == '?') {
            add(TokenKind.OPERATOR, at + 2);
        } else {
            add(TokenKind.PARAMETER, at + 1);
        }
    }

    private void readColon() {
        if (peek(1) == ':') {
            add(TokenKind.CAST, at + 2);
        } else if (peek(1) == '=') {
            add(TokenKind.OPERATOR, at + 2);
        } else {
            add(TokenKind.COLON, at + 1);
        }
    }

    /** An operator ends before a comment. It may end in a sign only if it has a sign-allowing character. */
    private int operatorEnd() {
        int i = at;
        boolean signAllowed = false;
        while (i < length && OPERATOR_CHARACTERS.indexOf(sql.charAt(i)) >= 0 && !SqlComments.startsAt(sql, i)) {
            signAllowed |= SIGN_ALLOWING_CHARACTERS.indexOf(sql.charAt(i)) >= 0;
            i++;
        }
        while (!signAllowed && i > at + 1 && (sql.charAt(i - 1) == '-' || sql.charAt(i - 1) == '+')) {
            i--;
        }
        return i;
    }

    private int numberEnd() {
        int i = at;
        if (sql.charAt(i) == '0' && "xXoObB".indexOf(peek(1)) >= 0 && Character.digit(peek(2), 16) >= 0) {
            return digitsEnd(i + 2, 16);
        }
        i = digitsEnd(i, 10);
        if (i < length && sql.charAt(i) == '.' && !(i + 1 < length && sql.charAt(i + 1) == '.')) {
            i = digitsEnd(i + 1, 10);
        }
        return exponentEnd(i);
    }

    private int digitsEnd(int from, int radix) {
        int i = from;
        while (i < length && (isDigit(i, radix) || (i > from && sql.charAt(i) == '_' && isDigit(i + 1, radix)))) {
            i++;
        }
        return i;
    }

    private boolean isDigit(int i, int radix) {
        return i < length && sql.charAt(i) < 0x80 && Character.digit(sql.charAt(i), radix) >= 0;
    }

    private int exponentEnd(int from) {
        if (from >= length || (sql.charAt(from) != 'e' && sql.charAt(from) != 'E')) {
            return from;
        }
        int i = from + 1;
        if (i < length && (sql.charAt(i) == '+' || sql.charAt(i) == '-')) {
            i++;
        }
        return isDigit(i, 10) ? digitsEnd(i, 10) : from;
    }
}
