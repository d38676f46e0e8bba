package dev.typesync.parser;

import dev.typesync.parser.jsqlparser.JSqlParserReading;
import dev.typesync.parser.keys.BindingReader;
import dev.typesync.parser.keys.KeyBinder;
import dev.typesync.parser.keys.NamedValues;
import dev.typesync.parser.lexer.Lexer;
import dev.typesync.parser.lexer.StatementSplitter;
import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.plan.Certainty;
import dev.typesync.parser.plan.KeyBindings;
import dev.typesync.parser.plan.KeyReader;
import dev.typesync.parser.plan.StatementOutline;
import dev.typesync.parser.plan.TextSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values in a statement's text when its plan is first asked for keys: most statements never need them.
 * Thread-safe; two threads may read the same text at the same time.
 */
final class LazyKeys implements KeyReader {
    private final String sql;
    private final StatementOutline outline;
    private volatile @Nullable NamedValues values;

    LazyKeys(String sql, StatementOutline outline) {
        this.sql = sql;
        this.outline = outline;
    }

    @Override
    public KeyBindings keys(List<String> keyColumns) {
        NamedValues read = values;
        if (read == null) {
            read = readValues();
            values = read;
        }
        return new KeyBinder(outline.dml(), read, keyColumns).bind();
    }

    private NamedValues readValues() {
        TextSpan dml = outline.dml().span();
        if (outline.action().certainty() != Certainty.EXACT || dml == null) {
            String reason = outline.action().reason();
            return NamedValues.unbound(reason == null ? "it changes no rows" : reason);
        }
        Tokens tokens = Lexer.lex(dml.textIn(sql), false);
        StatementSplitter.split(tokens);
        NamedValues read = BindingReader.read(tokens);
        String disagreement = read.unboundReason() == null ? JSqlParserReading.disagreement(tokens, read) : null;
        return disagreement == null ? read : NamedValues.unbound(disagreement);
    }
}
