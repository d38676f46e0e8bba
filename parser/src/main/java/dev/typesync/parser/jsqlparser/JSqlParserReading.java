package dev.typesync.parser.jsqlparser;

import dev.typesync.parser.keys.NamedValues;
import dev.typesync.parser.lexer.Tokens;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.sf.jsqlparser.parser.AbstractJSqlParser.Dialect;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.CCJSqlParserConstants;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.StringProvider;
import net.sf.jsqlparser.statement.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Asks JSqlParser about a text, in the caller's thread. It stops silently at some characters, overflows the stack, throws
 * anything and may take long: so nothing but whole, timely agreement counts.
 */
public final class JSqlParserReading {
    /** Longer texts are not worth the time: about 1 µs per character. */
    public static final int MOST_CHARACTERS = 4096;

    /** Its time grows faster than the depth, and 1,000 levels overflow the stack. */
    private static final int MOST_LEVELS = 40;

    /** Nothing known of this size takes a tenth of it. */
    private static final long BUDGET_MILLIS = 500;

    static {
        warmUp();
    }

    private JSqlParserReading() {}

    /** Loads JSqlParser's 260 classes, which takes 150 ms and must not count against a budget. */
    private static void warmUp() {
        try {
            parser("UPDATE a SET b = 1 WHERE c = 2 AND d IN (3)").Statement();
        } catch (Exception | LinkageError e) {
            System.getLogger("dev.typesync.parser")
                    .log(System.Logger.Level.WARNING, "JSqlParser does not work: keys are not read from SQL texts", e);
        }
    }

    /** Does nothing but make this class ready. */
    public static void prepare() {
        // its static part does it
    }

    /** Why the bindings do not count; null if JSqlParser sees them too. */
    public static @Nullable String objection(Tokens tokens, NamedValues namedValues) {
        if (depth(tokens) > MOST_LEVELS) {
            return "more than " + MOST_LEVELS + " levels of parentheses";
        }
        try {
            Statement statement = statement(MaskedText.text(tokens));
            return statement != null && ReadingComparison.agrees(statement, namedValues)
                    ? null
                    : "JSqlParser reads it differently";
        } catch (Throwable e) {
            // Whatever it is, also an Error, our own reading stands. Not logged: the message would quote values.
            return "JSqlParser cannot read it";
        }
    }

    /** The statement if it is the whole text. */
    private static @Nullable Statement statement(String text) throws ParseException {
        CCJSqlParser parser = parser(text);
        CompletableFuture<Void> limit = new CompletableFuture<>();
        CompletableFuture<Void> stop = limit.thenRun(() -> parser.interrupted = true);
        limit.completeOnTimeout(null, BUDGET_MILLIS, TimeUnit.MILLISECONDS);
        try {
            Statement statement = parser.Statement();
            boolean whole = parser.token.kind == CCJSqlParserConstants.EOF
                    || parser.getToken(1).kind == CCJSqlParserConstants.EOF;
            return whole && !stop.isDone() ? statement : null;
        } finally {
            limit.cancel(false);
        }
    }

    private static CCJSqlParser parser(String text) {
        return new CCJSqlParser(new StringProvider(text))
                .withDialect(Dialect.POSTGRESQL)
                .withAllowComplexParsing(false);
    }

    private static int depth(Tokens tokens) {
        int depth = 0;
        int most = 0;
        for (int i = 0; i < tokens.size(); i++) {
            switch (tokens.kind(i)) {
                case OPEN, OPEN_BRACKET -> depth++;
                case CLOSE, CLOSE_BRACKET -> depth--;
                case WORD -> depth += tokens.is(i, "CASE") ? 1 : tokens.is(i, "END") ? -1 : 0;
                default -> {}
            }
            most = Math.max(most, depth);
        }
        return most;
    }
}
