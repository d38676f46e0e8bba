package dev.typesync.parser.script;

import dev.typesync.parser.lexer.Lexer;
import dev.typesync.parser.lexer.StatementRange;
import dev.typesync.parser.lexer.StatementSplitter;
import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.reader.CopyCommand;
import java.util.regex.Pattern;

/** The data that follow a {@code COPY … FROM STDIN} in a script, up to a line {@code \.}. */
final class CopyData {
    private static final Pattern FROM_CLIENT = Pattern.compile("(?i)\\bfrom\\s+p?std(in|out)\\b");

    private CopyData() {}

    static boolean isFromClient(String text) {
        return FROM_CLIENT.matcher(text).find();
    }

    /** How many of the statements in the text read data from the client. */
    static int expectedBy(String sql) {
        if (!isFromClient(sql)) {
            return 0;
        }
        Tokens tokens = Lexer.lex(sql, false);
        int expected = 0;
        for (StatementRange statementRange : StatementSplitter.split(tokens)) {
            if (statementRange.balanced() && tokens.is(statementRange.first(), "COPY")) {
                CopyCommand copyCommand = CopyCommand.read(tokens, statementRange.first());
                expected += copyCommand != null && copyCommand.fromClient() ? 1 : 0;
            }
        }
        return expected;
    }

    /**
     * Behind the data that begin here. The server asks for none if it refuses the COPY: there are none if no end mark
     * follows, or if another COPY stands in front of it, to which it belongs.
     */
    static int behind(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int end = lineEnd(text, at);
            String line = text.substring(at, end);
            if (line.equals("\\.") || line.equals("\\.\r")) {
                return end;
            }
            if (isFromClient(line)) {
                return from;
            }
            at = end + 1;
        }
        return from;
    }

    static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }
}
