package dev.typesync.parser;

import java.util.ArrayList;
import java.util.List;

/** Makes plans of SQL strings. Thread-safe. */
public final class StatementParser {
    /** The statements of the string; never throws, and takes bounded time. */
    public ParsedSql parse(String sql) {
        return parse(sql, true);
    }

    /**
     * The statements of the string under this standard_conforming_strings. Where it is off and a plain literal holds a
     * backslash, no certainty is better than OPAQUE: setting and text may disagree.
     */
    public ParsedSql parse(String sql, boolean standardConformingStrings) {
        Tokens tokens = Lexer.lex(sql, !standardConformingStrings);
        boolean doubtful = tokens.hasBackslash() && (!standardConformingStrings || Settings.mentionsStrings(sql));
        List<StatementPlan> plans = new ArrayList<>();
        for (Statement statement : Splitter.split(tokens)) {
            Outline outline = StatementReader.read(tokens, statement);
            plans.add(new StatementPlan(sql, doubtful ? outline.doubtful() : outline));
        }
        return new ParsedSql(plans);
    }

    /** Whether the text surely changes no row, except by functions that it calls. Allocates nothing. */
    public static boolean onlyReads(String sql) {
        return PreScan.onlyReads(sql);
    }
}
