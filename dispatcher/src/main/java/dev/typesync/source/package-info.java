/**
 * Where changes come from: the outbox in the database or in memory, read without losing what is not acknowledged.
 *
 * <p>Hands changes to a sink and knows nothing of collections or Typesense.
 */
@NullMarked
package dev.typesync.source;

import org.jspecify.annotations.NullMarked;
