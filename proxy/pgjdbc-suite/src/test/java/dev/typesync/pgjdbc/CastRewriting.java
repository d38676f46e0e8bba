package dev.typesync.pgjdbc;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces casts to pgjdbc's classes, which no wrapper survives, by what an application of a wrapped driver writes:
 * {@code (PGConnection) con} becomes {@code dev.typesync.pgjdbc.Unwrapped.as(PGConnection.class, con)}. Knows as much
 * Java as pgjdbc's tests use behind their casts: names, calls, parentheses, strings.
 */
final class CastRewriting {
    private static final String TYPE = "((?:org\\.postgresql\\.(?:\\w+\\.)?)?(?:PG|Pg|Base)"
            + "(?:Connection|Statement|PreparedStatement|CallableStatement|ResultSet|DatabaseMetaData))";
    private static final Pattern CAST = Pattern.compile("\\(" + TYPE + "\\) (?=[\\w(])");
    private static final Pattern INSTANCEOF = Pattern.compile("\\b(con|conn) instanceof " + TYPE + "\\b");
    private static final Pattern NEXT_PART = Pattern.compile("\\s*\\.\\s*\\w+|\\(");

    private final String source;

    private CastRewriting(String source) {
        this.source = source;
    }

    static String rewrite(String source) {
        String tests = INSTANCEOF.matcher(source).replaceAll("dev.typesync.pgjdbc.Unwrapped.is($2.class, $1)");
        return new CastRewriting(tests).withoutCasts();
    }

    private String withoutCasts() {
        StringBuilder result = new StringBuilder();
        Matcher cast = CAST.matcher(source);
        int done = 0;
        while (cast.find(done)) {
            int end = endOfOperand(cast.end());
            result.append(source, done, cast.start())
                    .append("dev.typesync.pgjdbc.Unwrapped.as(")
                    .append(cast.group(1))
                    .append(".class, ")
                    .append(source, cast.end(), end)
                    .append(')');
            done = end;
        }
        return result.append(source, done, source.length()).toString();
    }

    private int endOfOperand(int start) {
        int at = start;
        while (at < source.length() && Character.isJavaIdentifierPart(source.charAt(at))) {
            at++;
        }
        Matcher part = NEXT_PART.matcher(source);
        while (part.region(at, source.length()).lookingAt()) {
            at = part.group().equals("(") ? endOfParentheses(at) : part.end();
        }
        return at;
    }

    /** The place after the parenthesis that closes the one at {@code open}. */
    private int endOfParentheses(int open) {
        int depth = 0;
        for (int at = open; at < source.length(); at++) {
            char c = source.charAt(at);
            if (c == '"') {
                at = endOfString(at);
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return at + 1;
            }
        }
        throw new IllegalArgumentException("a parenthesis at " + open + " is not closed");
    }

    private int endOfString(int start) {
        int at = start + 1;
        while (source.charAt(at) != '"') {
            at += source.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }
}
