package dev.typesync.parser;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values in a statement's text, read when first asked for: most statements are never asked. Thread-safe. */
final class Details {
    private final Bindings bindings;
    private final @Nullable String objection;

    private Details(Bindings bindings, @Nullable String objection) {
        this.bindings = bindings;
        this.objection = objection;
    }

    static Details of(String sql, Outline outline) {
        Span dml = outline.dml();
        if (outline.certainty() != Certainty.EXACT || dml == null) {
            String reason = outline.reason();
            return new Details(Bindings.none(reason == null ? "it changes no rows" : reason), null);
        }
        Tokens tokens = Lexer.lex(dml.of(sql), false);
        Splitter.split(tokens);
        Bindings bindings = BindingReader.read(tokens);
        String objection = bindings.unbound() == null ? SecondOpinion.objection(tokens, bindings) : null;
        return new Details(bindings, objection);
    }

    KeyBindings keys(StatementPlan plan, List<String> key) {
        return objection == null ? new KeyBinder(plan, bindings, key).bind() : KeyBindings.unbound(objection);
    }
}
