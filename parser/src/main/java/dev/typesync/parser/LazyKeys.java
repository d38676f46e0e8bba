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
import dev.typesync.parser.plan.StatementOutline;
import dev.typesync.parser.plan.StatementPlan;
import dev.typesync.parser.plan.TextSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values in a statement's text, read when first asked for: most statements are never asked. Thread-safe. */
public final class LazyKeys {
    private final NamedValues namedValues;
    private final @Nullable String objection;

    private LazyKeys(NamedValues namedValues, @Nullable String objection) {
        this.namedValues = namedValues;
        this.objection = objection;
    }

    public static LazyKeys of(String sql, StatementOutline outline) {
        TextSpan dml = outline.dml();
        if (outline.certainty() != Certainty.EXACT || dml == null) {
            String reason = outline.reason();
            return new LazyKeys(NamedValues.none(reason == null ? "it changes no rows" : reason), null);
        }
        Tokens tokens = Lexer.lex(dml.of(sql), false);
        StatementSplitter.split(tokens);
        NamedValues namedValues = BindingReader.read(tokens);
        String objection = namedValues.unbound() == null ? JSqlParserReading.objection(tokens, namedValues) : null;
        return new LazyKeys(namedValues, objection);
    }

    public KeyBindings keys(StatementPlan plan, List<String> key) {
        return objection == null ? new KeyBinder(plan, namedValues, key).bind() : KeyBindings.unbound(objection);
    }
}
