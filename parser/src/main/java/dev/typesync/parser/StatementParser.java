package dev.typesync.parser;

import dev.typesync.parser.jsqlparser.JSqlParserReading;
import dev.typesync.parser.lexer.Lexer;
import dev.typesync.parser.lexer.PreScan;
import dev.typesync.parser.lexer.SettingNames;
import dev.typesync.parser.lexer.ShapeReader;
import dev.typesync.parser.lexer.StatementRange;
import dev.typesync.parser.lexer.StatementSplitter;
import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.plan.ParameterRange;
import dev.typesync.parser.plan.ParsedSql;
import dev.typesync.parser.plan.StatementOutline;
import dev.typesync.parser.plan.StatementPlan;
import dev.typesync.parser.plan.TextSpan;
import dev.typesync.parser.reader.StatementReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes plans of SQL strings and remembers them. Thread-safe; meant to be shared, since the memory is its own: about
 * 4 million characters of SQL. A text of up to 16,384 characters is read once, a longer one every time. After its first text
 * a daemon thread loads JSqlParser, so that no statement waits for that, and ends.
 */
public final class StatementParser {
    private static final Logger LOG = System.getLogger("dev.typesync.parser");
    private static final long MAX_WEIGHT = 4_000_000;

    /** The weight of an entry in addition to its text: the plans, the node of the map. */
    private static final int WEIGHT_OF_ENTRY = 1000;

    /** Longer texts are hardly ever sent twice, so nothing about them is remembered. */
    public static final int LONGEST_REMEMBERED_TEXT = 16 * 1024;

    private final GenerationalCache<String, ParsedSql> cache =
            new GenerationalCache<>(MAX_WEIGHT, sql -> WEIGHT_OF_ENTRY + sql.length());
    private final AtomicBoolean warm = new AtomicBoolean();

    /** The statements of the string; never throws, and takes time in proportion to its length. */
    public ParsedSql parse(String sql) {
        ParsedSql known = cache.get(sql);
        if (known != null) {
            return known;
        }
        ParsedSql parsed = read(sql, true);
        if (sql.length() <= LONGEST_REMEMBERED_TEXT) {
            cache.put(sql, parsed);
        }
        if (!warm.get() && warm.compareAndSet(false, true)) {
            warmUp();
        }
        return parsed;
    }

    /** Behind the first text, which would otherwise share the class loader with it. */
    private static void warmUp() {
        Thread thread = new Thread(JSqlParserReading::prepare, "typesync-parser-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * The statements of the string under this standard_conforming_strings. Where it is off and a plain literal holds a
     * backslash, no certainty is better than OPAQUE: the parser, the driver and the server may see different texts.
     */
    public ParsedSql parse(String sql, boolean standardConformingStrings) {
        boolean same = standardConformingStrings || sql.indexOf('\\') < 0;
        return same ? parse(sql) : read(sql, false);
    }

    /** Whether the text surely changes no row, except by functions that it calls. Allocates nothing. */
    public static boolean onlyReads(String sql) {
        return PreScan.onlyReads(sql);
    }

    /**
     * The text without its string and number constants, comments and blanks. What PostgreSQL's parse analysis accepts of
     * one text, it accepts of every text of the same shape.
     */
    public static String shape(String sql) {
        return ShapeReader.of(Lexer.lex(sql, false));
    }

    private static ParsedSql read(String sql, boolean standardConformingStrings) {
        try {
            return plans(sql, standardConformingStrings);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(
                    Level.WARNING,
                    "a text of {0} characters could not be read ({1}); its tables are looked for by name",
                    sql.length(),
                    e.getClass().getName());
            StatementOutline opaque = StatementOutline.opaque(
                    new TextSpan(0, sql.length()), new ParameterRange(1, 0), "it could not be read");
            return new ParsedSql(List.of(new StatementPlan(sql, opaque)));
        }
    }

    private static ParsedSql plans(String sql, boolean standardConformingStrings) {
        Tokens tokens = Lexer.lex(sql, !standardConformingStrings);
        boolean doubtful = tokens.hasBackslash() && (!standardConformingStrings || SettingNames.mentionsStrings(sql));
        boolean mentionsSearchPath = SettingNames.mentionsSearchPath(sql);
        List<StatementPlan> plans = new ArrayList<>();
        for (StatementRange statementRange : StatementSplitter.split(tokens)) {
            StatementOutline outline = StatementReader.read(tokens, statementRange, mentionsSearchPath);
            plans.add(new StatementPlan(sql, doubtful ? outline.doubtful() : outline));
        }
        return new ParsedSql(plans);
    }
}
