/**
 * Compares typesync's reading with JSqlParser's. A key counts only if both agree.
 *
 * <p>The only package that imports JSqlParser; no type of that library leaves it.
 */
@NullMarked
package dev.typesync.parser.jsqlparser;

import org.jspecify.annotations.NullMarked;
