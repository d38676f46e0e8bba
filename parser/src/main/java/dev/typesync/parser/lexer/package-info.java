/**
 * PostgreSQL's lexical structure: tokens, quotes, identifiers, the cut into statements, and scans of a text
 * without a plan.
 *
 * <p>Uses {@code plan} only. What needs grammar belongs to {@code reader}.
 */
@NullMarked
package dev.typesync.parser.lexer;

import org.jspecify.annotations.NullMarked;
