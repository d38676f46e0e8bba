/**
 * The second reading of a statement, on demand: the values of its key columns in VALUES, SET and WHERE.
 *
 * <p>Uses {@code reader}, {@code lexer} and {@code plan}. The types of the columns are unknown here.
 */
@NullMarked
package dev.typesync.parser.keys;

import org.jspecify.annotations.NullMarked;
