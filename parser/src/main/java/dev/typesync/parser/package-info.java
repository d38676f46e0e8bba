/**
 * The door of the parser: {@code StatementParser} turns SQL text into immutable plans and remembers them.
 *
 * <p>Nothing here reads tokens. It joins the reader, the key reader and JSqlParser, and uses all packages below but
 * {@code script}, which uses it.
 */
@NullMarked
package dev.typesync.parser;

import org.jspecify.annotations.NullMarked;
