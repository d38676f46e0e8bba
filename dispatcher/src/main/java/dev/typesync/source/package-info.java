/**
 * The sources of changes: the outbox in the database or in memory. A change that is not acknowledged is never lost.
 *
 * <p>Offers changes to a sink. Does not depend on collections or Typesense.
 */
@NullMarked
package dev.typesync.source;

import org.jspecify.annotations.NullMarked;
