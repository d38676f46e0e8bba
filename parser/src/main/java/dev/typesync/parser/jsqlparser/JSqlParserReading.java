package dev.typesync.parser.jsqlparser;

import dev.typesync.parser.keys.NamedValues;
import dev.typesync.parser.lexer.Tokens;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import net.sf.jsqlparser.parser.AbstractJSqlParser.Dialect;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.CCJSqlParserConstants;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.StringProvider;
import net.sf.jsqlparser.statement.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Compares the values read from a text with JSqlParser's reading of it, in the caller's thread. JSqlParser stops
 * silently at some characters, overflows the stack, throws any exception and may take long. So only complete agreement
 * within a time limit counts. Thread-safe.
 */
public final class JSqlParserReading {
    /** JSqlParser's time grows faster than the depth, and 1,000 levels overflow the stack. */
    private static final int MAX_DEPTH = 40;

    /** No known text of the permitted length takes a tenth of it. */
    private static final long TIME_LIMIT_MILLIS = 500;

    private static final ScheduledExecutorService TIMER = timer();

    static {
        warmUp();
    }

    private JSqlParserReading() {}

    /** Loads JSqlParser's 260 classes. This takes 150 ms, which must not count against the time limit. */
    private static void warmUp() {
        try {
            parser("UPDATE a SET b = 1 WHERE c = 2 AND d IN (3)").Statement();
        } catch (Exception | LinkageError e) {
            System.getLogger("dev.typesync.parser")
                    .log(System.Logger.Level.WARNING, "JSqlParser does not work: keys are not read from SQL texts", e);
        }
    }

    /**
     * Has a thread only while texts are parsed. The timer of {@code CompletableFuture} lives as long as the JVM, and so
     * would the class loader of the application that used it first.
     */
    private static ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "typesync-parser");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }

    /** Loads JSqlParser, if it is not loaded yet. */
    public static void load() {
        // The static initializer does it.
    }

    /** Why the values do not count; null if JSqlParser finds the same. */
    public static @Nullable String disagreement(Tokens tokens, NamedValues namedValues) {
        if (depth(tokens) > MAX_DEPTH) {
            return "more than " + MAX_DEPTH + " levels of parentheses";
        }
        try {
            Statement statement = statement(MaskedText.of(tokens));
            return statement != null && ReadingComparison.agrees(statement, namedValues)
                    ? null
                    : "JSqlParser reads it differently";
        } catch (Throwable e) {
            // Even after an Error the plan is valid, only without keys. Not logged: the message would quote values.
            return "JSqlParser cannot read it";
        }
    }

    /** JSqlParser's statement; null if it is not the whole text, or not read in time. */
    private static @Nullable Statement statement(String text) throws ParseException {
        CCJSqlParser parser = parser(text);
        Future<?> limit = TIMER.schedule(() -> parser.interrupted = true, TIME_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        try {
            Statement statement = parser.Statement();
            boolean whole = parser.token.kind == CCJSqlParserConstants.EOF
                    || parser.getToken(1).kind == CCJSqlParserConstants.EOF;
            return whole && !limit.isDone() ? statement : null;
        } finally {
            limit.cancel(false);
        }
    }

    private static CCJSqlParser parser(String text) {
        return new CCJSqlParser(new StringProvider(text))
                .withDialect(Dialect.POSTGRESQL)
                .withAllowComplexParsing(false);
    }

    /** The greatest depth of parentheses, brackets and CASE. */
    private static int depth(Tokens tokens) {
        int depth = 0;
        int max = 0;
        for (int i = 0; i < tokens.size(); i++) {
            switch (tokens.kind(i)) {
                case OPEN, OPEN_BRACKET -> depth++;
                case CLOSE, CLOSE_BRACKET -> depth--;
                case WORD -> depth += tokens.is(i, "CASE") ? 1 : tokens.is(i, "END") ? -1 : 0;
                default -> {}
            }
            max = Math.max(max, depth);
        }
        return max;
    }
}
