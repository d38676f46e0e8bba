/**
 * What the database says of watched tables: keys, rights, triggers, foreign keys, views, and routines that write.
 *
 * <p>Uses {@code change} only. Values are snapshots; readers are the only code that queries the catalog. Internal to
 * typesync.
 */
@NullMarked
package dev.typesync.capture.catalog;

import org.jspecify.annotations.NullMarked;
