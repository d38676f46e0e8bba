/**
 * Reads SQL scripts as psql does and explains their statements, for {@code typesync explain}.
 *
 * <p>Uses {@code parser}, {@code lexer} and {@code plan}. The driver does not need it.
 */
@NullMarked
package dev.typesync.parser.script;

import org.jspecify.annotations.NullMarked;
