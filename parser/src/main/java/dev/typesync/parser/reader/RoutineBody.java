package dev.typesync.parser.reader;

import dev.typesync.parser.lexer.Lexer;
import dev.typesync.parser.lexer.LiteralValues;
import dev.typesync.parser.lexer.MentionedNames;
import dev.typesync.parser.lexer.StatementRange;
import dev.typesync.parser.lexer.StatementSplitter;
import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.TableName;
import dev.typesync.parser.plan.TextSpan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the body of a routine can write and call, on whatever branch of it that stands: at least what it does, but for
 * names that are put together at run time. Immutable.
 *
 * @param writes the tables that its statements name, each as often as it is named
 * @param calls what stands in front of a parenthesis: the routines that it can call, and more
 * @param dynamic names in the texts that it executes; each can be a table that is written in any way, or a routine
 */
public record RoutineBody(List<Write> writes, Set<String> calls, Set<String> dynamic) {
    /**
     * A table that is written.
     *
     * @param operation {@link SqlOperation#DDL} for ALTER and DROP
     * @param columns those that an UPDATE sets; null: they cannot be told
     */
    public record Write(
            SqlOperation operation,
            TableName table,
            @Nullable List<String> columns) {}

    public RoutineBody {
        writes = List.copyOf(writes);
        calls = Set.copyOf(calls);
        dynamic = Set.copyOf(dynamic);
    }

    /** A body in SQL or PL/pgSQL. Takes time in proportion to its length, and never throws. */
    public static RoutineBody read(String source) {
        Tokens tokens = Lexer.lex(source, false);
        if (!StatementSplitter.split(tokens).stream().allMatch(StatementRange::balanced)) {
            return foreign(source);
        }
        List<Write> writes = new ArrayList<>();
        Set<String> calls = new HashSet<>();
        for (int i = 0; i < tokens.size(); i++) {
            RoutineBodyWrites.addAt(tokens, i, writes);
            if (tokens.isIdentifier(i) && tokens.is(i + 1, TokenKind.OPEN) && !tokens.is(i - 1, "INTO")) {
                calls.add(tokens.identifier(i));
            }
        }
        return new RoutineBody(writes, calls, executes(tokens) ? spoken(tokens) : Set.of());
    }

    /** A body in another language: its statements are strings, of whatever form. */
    public static RoutineBody foreign(String source) {
        return new RoutineBody(List.of(), Set.of(), MentionedNames.in(source, new TextSpan(0, source.length())));
    }

    private static boolean executes(Tokens tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.is(i, "EXECUTE")) {
                return true;
            }
        }
        return false;
    }

    /** Whole constants, since they can be a name with blanks in it, and the words in them; not those of messages. */
    private static Set<String> spoken(Tokens tokens) {
        Set<String> names = new HashSet<>();
        boolean message = false;
        for (int i = 0; i < tokens.size(); i++) {
            message = (message || tokens.is(i, "RAISE")) && !tokens.is(i, TokenKind.SEMICOLON);
            if (!message && tokens.is(i, TokenKind.STRING)) {
                String value = LiteralValues.text(tokens.sql(), tokens.from(i), tokens.to(i));
                names.addAll(MentionedNames.in(value, new TextSpan(0, value.length())));
                names.add(value);
            }
        }
        return names;
    }
}
