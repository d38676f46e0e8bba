package dev.typesync.parser;

import dev.typesync.parser.jsqlparser.JSqlParserReading;
import dev.typesync.parser.lexer.Lexer;
import dev.typesync.parser.lexer.MentionedNames;
import dev.typesync.parser.lexer.PreScan;
import dev.typesync.parser.lexer.SettingNames;
import dev.typesync.parser.lexer.StatementRange;
import dev.typesync.parser.lexer.StatementSplitter;
import dev.typesync.parser.lexer.TextShape;
import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.plan.ParameterRange;
import dev.typesync.parser.plan.ParsedSql;
import dev.typesync.parser.plan.StatementOutline;
import dev.typesync.parser.plan.StatementPlan;
import dev.typesync.parser.plan.TextSpan;
import dev.typesync.parser.reader.CopyCommand;
import dev.typesync.parser.reader.StatementReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes plans of SQL texts and caches them. Thread-safe, and meant to be shared: each parser has its own cache of about
 * 4 million characters. A text longer than 16,384 characters is not cached. After its first text, a daemon thread loads
 * JSqlParser and ends, so that no statement waits for the loading.
 */
public final class StatementParser {
    private static final Logger LOG = System.getLogger("dev.typesync.parser");
    private static final long MAX_WEIGHT = 4_000_000;
    private static final String BACKSLASH = "it contains a backslash, and standard_conforming_strings is or may be off";

    /** The weight of an entry in addition to its text: the plans, the node of the map. */
    private static final int WEIGHT_OF_ENTRY = 1000;

    /** Longer texts are hardly ever sent twice, so their plans and decisions are not remembered. */
    public static final int LONGEST_REMEMBERED_TEXT = 16 * 1024;

    private final GenerationalCache<String, ParsedSql> cache =
            new GenerationalCache<>(MAX_WEIGHT, sql -> WEIGHT_OF_ENTRY + sql.length());
    private final AtomicBoolean warmedUp = new AtomicBoolean();

    /** The statements of the text. Never throws, and takes time in proportion to the length of the text. */
    public ParsedSql parse(String sql) {
        ParsedSql known = cache.get(sql);
        if (known != null) {
            return known;
        }
        ParsedSql parsed = read(sql, true);
        if (sql.length() <= LONGEST_REMEMBERED_TEXT) {
            cache.put(sql, parsed);
        }
        if (!warmedUp.get() && warmedUp.compareAndSet(false, true)) {
            warmUp();
        }
        return parsed;
    }

    /** Runs after the first text, so that both do not load classes at the same time. */
    private static void warmUp() {
        Thread thread = new Thread(JSqlParserReading::load, "typesync-parser-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * The statements of the text under this value of standard_conforming_strings. If it is off and a plain literal has
     * a backslash, all plans are OPAQUE: the parser, the driver and the server may split the text differently.
     */
    public ParsedSql parse(String sql, boolean standardConformingStrings) {
        boolean sameTokens = standardConformingStrings || sql.indexOf('\\') < 0;
        return sameTokens ? parse(sql) : read(sql, false);
    }

    /** Whether the text certainly changes no rows, except by functions that it calls. Allocates nothing. */
    public static boolean onlyReads(String sql) {
        return PreScan.onlyReads(sql);
    }

    /**
     * The text without its string and number constants, comments and blanks. PostgreSQL's parse analysis accepts all
     * texts of the same shape, or none.
     */
    public static String shape(String sql) {
        return TextShape.words(sql);
    }

    /** How many statements of the text are {@code COPY … FROM STDIN}, so that data follow on the connection. */
    public static int countCopyFromStdin(String sql) {
        return CopyCommand.countFromStdin(sql);
    }

    private static ParsedSql read(String sql, boolean standardConformingStrings) {
        try {
            return new ParsedSql(readPlans(sql, standardConformingStrings));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(
                    Level.WARNING,
                    "cannot parse a text of {0} characters ({1}); its tables are found by their names instead",
                    sql.length(),
                    e.getClass().getName());
            StatementOutline opaque = StatementOutline.opaque(
                    new TextSpan(0, sql.length()), new ParameterRange(1, 0), "it could not be read");
            return new ParsedSql(List.of(plan(sql, opaque)));
        }
    }

    private static List<StatementPlan> readPlans(String sql, boolean standardConformingStrings) {
        Tokens tokens = Lexer.lex(sql, !standardConformingStrings);
        boolean uncertain = tokens.hasBackslash() && (!standardConformingStrings || SettingNames.mentionsStrings(sql));
        boolean mentionsSearchPath = SettingNames.mentionsSearchPath(sql);
        List<StatementPlan> plans = new ArrayList<>();
        for (StatementRange statement : StatementSplitter.split(tokens)) {
            StatementOutline outline = StatementReader.read(tokens, statement, mentionsSearchPath);
            plans.add(plan(sql, uncertain ? outline.asUncertain(BACKSLASH) : outline));
        }
        return plans;
    }

    private static StatementPlan plan(String sql, StatementOutline outline) {
        TextSpan span = outline.clauses().span();
        return new StatementPlan(sql, outline, new LazyKeys(sql, outline), () -> MentionedNames.in(sql, span));
    }
}
