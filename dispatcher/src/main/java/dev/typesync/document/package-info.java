/**
 * Maps tables from the catalog to a Typesense schema, and rows to documents with a content hash for comparison.
 *
 * <p>Reads PostgreSQL. Does not use a Typesense server or a queue.
 */
@NullMarked
package dev.typesync.document;

import org.jspecify.annotations.NullMarked;
