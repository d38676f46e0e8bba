/**
 * From the catalog to a Typesense schema, and from rows to documents with the content hash by which they are
 * compared.
 *
 * <p>Reads PostgreSQL; knows no Typesense server and no queue.
 */
@NullMarked
package dev.typesync.document;

import org.jspecify.annotations.NullMarked;
