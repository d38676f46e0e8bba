/**
 * Reads from a statement which values its key columns have: VALUES, SET and WHERE.
 *
 * <p>Uses {@code reader}, {@code lexer} and {@code plan}. Types of columns are unknown here.
 */
@NullMarked
package dev.typesync.parser.keys;

import org.jspecify.annotations.NullMarked;
