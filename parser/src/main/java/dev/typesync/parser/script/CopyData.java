package dev.typesync.parser.script;

import dev.typesync.parser.StatementParser;
import java.util.regex.Pattern;

/** Finds the data that follow a {@code COPY … FROM STDIN} in a script, up to a line {@code \.}. */
final class CopyData {
    private static final Pattern FROM_STDIN = Pattern.compile("(?i)\\bfrom\\s+p?std(in|out)\\b");

    private CopyData() {}

    /** Whether the text may have such a COPY, or a {@code \\copy … from stdin}. */
    static boolean isFromStdin(String text) {
        return FROM_STDIN.matcher(text).find();
    }

    /** How many blocks of data follow the statements of the text. */
    static int countBlocks(String sql) {
        return isFromStdin(sql) ? StatementParser.countCopyFromStdin(sql) : 0;
    }

    /**
     * The end of the block of data at this offset. There is none if the server rejects the COPY: then no end marker
     * follows, or only one that belongs to another COPY before it.
     */
    static int blockEnd(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int end = lineEnd(text, at);
            String line = text.substring(at, end);
            if (line.equals("\\.") || line.equals("\\.\r")) {
                return end;
            }
            if (isFromStdin(line)) {
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
