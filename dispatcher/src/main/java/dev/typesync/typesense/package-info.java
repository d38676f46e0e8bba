/**
 * The Typesense server: imports, deletes, exports, collections and aliases, and what its answers mean.
 *
 * <p>The only package that imports typesense-java. Knows no row and no queue.
 */
@NullMarked
package dev.typesync.typesense;

import org.jspecify.annotations.NullMarked;
