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
 * Splits a script as psql does: at semicolons, and at the meta-commands that send the query. Other meta-commands and
 * the data of COPY FROM STDIN are left out. Reads one script once; not thread-safe.
 */
final class SqlScript {
    /** Meta-commands that send the query so far. */
    private static final Set<String> SENDING =
            Set.of("g", "gx", "gset", "gexec", "gdesc", "crosstabview", "watch", "sendpipeline", "parse");

    /** Their argument is the rest of the line; the empty name is {@code \!} or {@code \?}. */
    private static final Set<String> WHOLE_LINE = Set.of("", "copy", "ef", "ev", "h", "help", "sf", "sv");

    private static final Set<String> FALSE_VALUES = Set.of("off", "false", "no", "0");

    private static final Pattern SET_CONFORMING_STRINGS = Pattern.compile(
            "(?is)\\s*set\\s+(?:session\\s+|local\\s+)?standard_conforming_strings\\s*(?:=|\\bto\\b)\\s*'?(\\w+)'?\\s*");

    /** Takes a query that psql would send, with the value of standard_conforming_strings where it was read. */
    interface QueryConsumer {
        void accept(String sql, boolean conforming);
    }

    private final String text;
    private final QueryConsumer consumer;
    private final Lexer lexer;
    private final Tokens tokens;
    private StatementSplitter splitter;
    private final StringBuilder query = new StringBuilder();
    /** The offset up to which the script is in the query or left out. */
    private int consumed;

    private int pendingDataBlocks;
    private boolean conforming = true;

    SqlScript(String text, QueryConsumer consumer) {
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        this.consumer = consumer;
        this.lexer = new Lexer(this.text, false);
        this.tokens = lexer.tokens();
        this.splitter = new StatementSplitter(tokens);
    }

    void read() {
        while (lexer.position() < text.length()) {
            if (pendingDataBlocks > 0 && text.charAt(lexer.position()) == '\n') {
                continueAt(CopyData.blockEnd(text, lexer.position() + 1));
                pendingDataBlocks--;
            } else {
                readNext();
            }
        }
        appendUpTo(text.length());
        sendQuery();
    }

    private void readNext() {
        int token = tokens.size();
        lexer.readNext();
        if (tokens.size() == token) {
            return;
        }
        int from = tokens.from(token);
        if (tokens.is(token, TokenKind.OTHER) && text.charAt(from) == '\\') {
            tokens.removeLast();
            appendUpTo(from);
            readMetaCommand(from);
        } else if (splitter.accept(token)) {
            appendUpTo(from);
            consumed = from + 1;
            sendQuery();
            startQuery();
        }
    }

    /** Forgets the tokens of the last query, because a script can be long. */
    private void startQuery() {
        tokens.clear();
        splitter = new StatementSplitter(tokens);
    }

    private void appendUpTo(int at) {
        if (at > consumed) {
            query.append(text, consumed, at);
            consumed = at;
        }
    }

    private void continueAt(int at) {
        lexer.moveTo(at);
        consumed = at;
    }

    private void sendQuery() {
        String sql = query.toString();
        query.setLength(0);
        if (sql.isBlank()) {
            return;
        }
        consumer.accept(sql, conforming);
        pendingDataBlocks += CopyData.countBlocks(sql);
        Matcher matcher = SET_CONFORMING_STRINGS.matcher(sql);
        if (matcher.matches()) {
            conforming = !FALSE_VALUES.contains(matcher.group(1).toLowerCase(Locale.ROOT));
            lexer.setBackslashEscapes(!conforming);
        }
    }

    private void readMetaCommand(int at) {
        if (text.startsWith("\\;", at)) {
            query.append(';');
            continueAt(at + 2);
            return;
        }
        int lineEnd = CopyData.lineEnd(text, at);
        int nameEnd = at + 1;
        while (nameEnd < lineEnd && Character.isLetter(text.charAt(nameEnd))) {
            nameEnd++;
        }
        String command = text.substring(at + 1, nameEnd);
        continueAt(commandEnd(command, nameEnd, lineEnd));
        if (SENDING.contains(command)) {
            sendQuery();
            startQuery();
        } else if (command.equals("r") || command.equals("reset")) {
            query.setLength(0);
            startQuery();
        } else if (command.equals("copy") && CopyData.isFromStdin(text.substring(at, lineEnd))) {
            pendingDataBlocks++;
        }
    }

    /** A meta-command ends at the end of its line or at a backslash outside quotes: two end it, one starts another. */
    private int commandEnd(String command, int from, int lineEnd) {
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
