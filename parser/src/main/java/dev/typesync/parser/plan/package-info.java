/**
 * The results of parsing: plans and the values in them. This is the vocabulary that other modules see.
 *
 * <p>Uses no other package of the parser and reads no SQL. What a plan reads on demand comes from the functions that
 * {@code StatementParser} gives to it.
 */
@NullMarked
package dev.typesync.parser.plan;

import org.jspecify.annotations.NullMarked;
