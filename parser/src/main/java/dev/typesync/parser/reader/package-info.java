/**
 * Reads the operation, the targets and the places for insertions from tokens. It decides what a statement is.
 *
 * <p>One class for each kind of statement. Uses {@code lexer} and {@code plan}; values of keys belong to {@code
 * keys}.
 */
@NullMarked
package dev.typesync.parser.reader;

import org.jspecify.annotations.NullMarked;
