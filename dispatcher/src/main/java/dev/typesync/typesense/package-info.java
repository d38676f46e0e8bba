/**
 * The Typesense server: imports, deletes, exports, collections, aliases, and the meaning of its answers.
 *
 * <p>The only package that imports typesense-java. Does not depend on rows or queues.
 */
@NullMarked
package dev.typesync.typesense;

import org.jspecify.annotations.NullMarked;
