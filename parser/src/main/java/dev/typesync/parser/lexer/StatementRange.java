package dev.typesync.parser.lexer;

import dev.typesync.parser.plan.ParameterRange;

/**
 * One statement of a string.
 *
 * @param first its first token
 * @param last behind its last token; there is at least one
 * @param balanced its parentheses and brackets come in pairs and every quote has an end
 * @param parameters those of the statement
 */
public record StatementRange(int first, int last, boolean balanced, ParameterRange parameters) {}
