package dev.typesync.parser;

import java.util.ArrayList;
import java.util.List;

/** Makes plans of SQL strings. Thread-safe. */
public final class StatementParser {
    /** The statements of the string; never throws, and takes bounded time. */
    public ParsedSql parse(String sql) {
        Tokens tokens = Lexer.lex(sql, false);
        List<StatementPlan> plans = new ArrayList<>();
        for (Statement statement : Splitter.split(tokens)) {
            plans.add(new StatementPlan(sql, StatementReader.read(tokens, statement)));
        }
        return new ParsedSql(plans);
    }

    /** Whether the text surely changes no row, except by functions that it calls. Allocates nothing. */
    public static boolean onlyReads(String sql) {
        return PreScan.onlyReads(sql);
    }
}
