/**
 * The outbox: its objects in the database, the SQL that writes it, how a key becomes text, and its counterpart in
 * memory.
 *
 * <p>Knows neither who writes it nor who reads it.
 */
@NullMarked
package dev.typesync.outbox;

import org.jspecify.annotations.NullMarked;
