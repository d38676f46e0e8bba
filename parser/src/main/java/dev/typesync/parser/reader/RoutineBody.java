package dev.typesync.parser.reader;

import dev.typesync.parser.lexer.Lexer;
import dev.typesync.parser.lexer.MentionedNames;
import dev.typesync.parser.lexer.StatementRange;
import dev.typesync.parser.lexer.StatementSplitter;
import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the body of a routine can write and call, on all of its branches. Only names that are put together at run time
 * can be missing. Immutable.
 *
 * @param writes the writes of its statements, one for each time a table is named
 * @param calls the names before a parenthesis: the routines that it can call, and more
 * @param dynamicNames the names in the texts that it executes: each can be a routine, or a table that is written in any
 *     way
 */
public record RoutineBody(List<Write> writes, Set<String> calls, Set<String> dynamicNames) {
    /**
     * A table that is written.
     *
     * @param operation {@link SqlOperation#DDL} for ALTER and DROP
     * @param columns the columns that an UPDATE sets; null if unknown
     */
    public record Write(
            SqlOperation operation,
            TableName table,
            @Nullable List<String> columns) {}

    /**
     * What the function of a row trigger may assign to the columns of {@code NEW}, on all of its branches. What is not
     * certain counts as an assignment. Immutable.
     *
     * @param anyColumn it may assign any column: it assigns the whole row, or returns another one
     * @param columns the columns that it assigns by name
     */
    public record NewRowAssignments(boolean anyColumn, Set<String> columns) {
        /** For a body in a language other than PL/pgSQL. */
        public static final NewRowAssignments ANY = new NewRowAssignments(true, Set.of());

        public static final NewRowAssignments NONE = new NewRowAssignments(false, Set.of());

        public NewRowAssignments {
            columns = Set.copyOf(columns);
        }

        /** Whether it may assign this column. */
        public boolean mayAssign(String column) {
            return anyColumn || columns.contains(column);
        }
    }

    public RoutineBody {
        writes = List.copyOf(writes);
        calls = Set.copyOf(calls);
        dynamicNames = Set.copyOf(dynamicNames);
    }

    /** Reads a body in SQL or PL/pgSQL. Takes time in proportion to its length and never throws. */
    public static RoutineBody read(String source) {
        Tokens tokens = Lexer.lex(source, false);
        if (!StatementSplitter.split(tokens).stream().allMatch(StatementRange::balanced)) {
            return readOtherLanguage(source);
        }
        List<Write> writes = new ArrayList<>();
        Set<String> calls = new HashSet<>();
        for (int i = 0; i < tokens.size(); i++) {
            RoutineBodyWrites.addAt(tokens, i, writes);
            if (tokens.isIdentifier(i) && tokens.is(i + 1, TokenKind.OPEN) && !tokens.is(i - 1, "INTO")) {
                calls.add(tokens.identifier(i));
            }
        }
        return new RoutineBody(writes, calls, hasExecute(tokens) ? namesInStrings(tokens) : Set.of());
    }

    /** Reads a body in another language. Its statements are strings of any form, so every name in it counts. */
    public static RoutineBody readOtherLanguage(String source) {
        return new RoutineBody(List.of(), Set.of(), MentionedNames.in(source));
    }

    /** Reads a body in PL/pgSQL. Takes time in proportion to its length and never throws. */
    public static NewRowAssignments readNewRowAssignments(String source) {
        return NewRowReader.read(source);
    }

    private static boolean hasExecute(Tokens tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.is(i, "EXECUTE")) {
                return true;
            }
        }
        return false;
    }

    /** String constants, which can be a name with blanks, and the names in them. Messages of RAISE do not count. */
    private static Set<String> namesInStrings(Tokens tokens) {
        Set<String> names = new HashSet<>();
        boolean inRaise = false;
        for (int i = 0; i < tokens.size(); i++) {
            inRaise = (inRaise || tokens.is(i, "RAISE")) && !tokens.is(i, TokenKind.SEMICOLON);
            if (!inRaise && tokens.is(i, TokenKind.STRING)) {
                String value = tokens.stringValue(i);
                names.addAll(MentionedNames.in(value));
                names.add(value);
            }
        }
        return names;
    }
}
