package dev.typesync.parser;

/**
 * One statement of a string.
 *
 * @param first its first token
 * @param last behind its last token; there is at least one
 * @param balanced its parentheses and brackets come in pairs and every quote has an end
 * @param parameters those of the statement
 */
record Statement(int first, int last, boolean balanced, Parameters parameters) {}
