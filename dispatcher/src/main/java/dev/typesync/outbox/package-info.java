/**
 * The outbox: its objects in the database, the SQL that writes it, the text format of keys, and the outbox in memory.
 *
 * <p>Does not depend on its writers and readers.
 */
@NullMarked
package dev.typesync.outbox;

import org.jspecify.annotations.NullMarked;
