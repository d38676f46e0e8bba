/**
 * PostgreSQL's lexical structure: tokens, quotes, identifiers, the split into statements, and scans that need no plan.
 *
 * <p>Uses {@code plan} only. Grammar belongs to {@code reader}.
 */
@NullMarked
package dev.typesync.parser.lexer;

import org.jspecify.annotations.NullMarked;
