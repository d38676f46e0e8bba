/**
 * The first reading of a statement: its operation, its targets and the places of its clauses, from tokens.
 *
 * <p>One class for each kind of statement. {@code QueryReader} puts the places of the clauses together, the one for a
 * RETURNING among them. Uses {@code lexer} and {@code plan}. Values belong to {@code keys}.
 */
@NullMarked
package dev.typesync.parser.reader;

import org.jspecify.annotations.NullMarked;
