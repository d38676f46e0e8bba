package dev.typesync.parser.lexer;

/** A text without its constants, comments and blanks: texts of the same shape are accepted or refused together. */
public final class ShapeReader {
    private ShapeReader() {}

    public static String of(Tokens tokens) {
        StringBuilder shape = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            switch (tokens.kind(i)) {
                case STRING -> shape.append('\'');
                case NUMBER -> shape.append('0');
                default -> shape.append(tokens.sql(), tokens.from(i), tokens.to(i));
            }
            shape.append(' ');
        }
        return shape.toString();
    }
}
