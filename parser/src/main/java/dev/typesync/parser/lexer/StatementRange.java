package dev.typesync.parser.lexer;

import dev.typesync.parser.plan.ParameterRange;

/**
 * The tokens of one statement in a text with several; there is at least one.
 *
 * @param first the first token
 * @param end the token after the last one
 * @param balanced whether all parentheses and brackets come in pairs and every quote has an end
 * @param parameters the placeholders of the statement
 */
public record StatementRange(int first, int end, boolean balanced, ParameterRange parameters) {}
