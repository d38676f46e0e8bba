package dev.typesync.parser.script;

import dev.typesync.parser.lexer.Lexer;
import dev.typesync.parser.lexer.StatementSplitter;
import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script as psql reads it: cut at semicolons and at the meta-commands that send the query; other meta-commands and the
 * data of COPY FROM STDIN are left out. For one reading.
 */
final class SqlScript {
    /** Meta-commands that send what was typed so far. */
    private static final Set<String> SENDING =
            Set.of("g", "gx", "gset", "gexec", "gdesc", "crosstabview", "watch", "sendpipeline", "parse");

    /** Their argument is the rest of the line; the empty name is {@code \!} or {@code \?}. */
    private static final Set<String> WHOLE_LINE = Set.of("", "copy", "ef", "ev", "h", "help", "sf", "sv");

    private static final Set<String> NO = Set.of("off", "false", "no", "0");

    private static final Pattern STRINGS = Pattern.compile(
            "(?is)\\s*set\\s+(?:session\\s+|local\\s+)?standard_conforming_strings\\s*(?:=|\\bto\\b)\\s*'?(\\w+)'?\\s*");

    /** Takes what psql would send, with what standard_conforming_strings was when it was read. */
    interface Sink {
        void statement(String sql, boolean conforming);
    }

    private final String text;
    private final Sink sink;
    private final Lexer lexer;
    private final Tokens tokens;
    private StatementSplitter splitter;
    private final StringBuilder statement = new StringBuilder();
    private int copied;
    private int pendingData;
    private boolean conforming = true;

    SqlScript(String text, Sink sink) {
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        this.sink = sink;
        this.lexer = new Lexer(this.text, false);
        this.tokens = lexer.tokens();
        this.splitter = new StatementSplitter(tokens);
    }

    void read() {
        while (lexer.position() < text.length()) {
            if (pendingData > 0 && text.charAt(lexer.position()) == '\n') {
                resume(CopyData.behind(text, lexer.position() + 1));
                pendingData--;
            } else {
                step();
            }
        }
        cut(text.length());
        emit();
    }

    private void step() {
        int token = tokens.size();
        lexer.step();
        if (tokens.size() == token) {
            return;
        }
        int from = tokens.from(token);
        if (tokens.is(token, TokenKind.OTHER) && text.charAt(from) == '\\') {
            tokens.removeLast();
            cut(from);
            metaCommand(from);
        } else if (splitter.accept(token)) {
            cut(from);
            copied = from + 1;
            emit();
            restart();
        }
    }

    /** A script can be long: only the tokens of one statement are kept. */
    private void restart() {
        tokens.clear();
        splitter = new StatementSplitter(tokens);
    }

    private void cut(int at) {
        if (at > copied) {
            statement.append(text, copied, at);
            copied = at;
        }
    }

    private void resume(int at) {
        lexer.moveTo(at);
        copied = at;
    }

    private void emit() {
        String sql = statement.toString();
        statement.setLength(0);
        if (sql.isBlank()) {
            return;
        }
        sink.statement(sql, conforming);
        pendingData += CopyData.expectedBy(sql);
        Matcher strings = STRINGS.matcher(sql);
        if (strings.matches()) {
            conforming = !NO.contains(strings.group(1).toLowerCase(Locale.ROOT));
            lexer.setBackslashEscapes(!conforming);
        }
    }

    private void metaCommand(int at) {
        if (text.startsWith("\\;", at)) {
            statement.append(';');
            resume(at + 2);
            return;
        }
        int lineEnd = CopyData.lineEnd(text, at);
        int name = at + 1;
        while (name < lineEnd && Character.isLetter(text.charAt(name))) {
            name++;
        }
        String command = text.substring(at + 1, name);
        resume(behind(command, name, lineEnd));
        if (SENDING.contains(command)) {
            emit();
            restart();
        } else if (command.equals("r") || command.equals("reset")) {
            statement.setLength(0);
            restart();
        } else if (command.equals("copy") && CopyData.isFromClient(text.substring(at, lineEnd))) {
            pendingData++;
        }
    }

    /** A meta-command goes to the end of its line, or to a backslash outside quotes: two end it, one begins another. */
    private int behind(String command, int from, int lineEnd) {
        if (WHOLE_LINE.contains(command)) {
            return lineEnd;
        }
        char quote = 0;
        for (int i = from; i < lineEnd; i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"' || c == '`') {
                quote = c;
            } else if (c == '\\') {
                return text.startsWith("\\\\", i) ? i + 2 : i;
            }
        }
        return lineEnd;
    }
}
