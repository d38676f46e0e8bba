/**
 * What the database says of watched tables: keys, rights, triggers, foreign keys, views, and routines that write.
 *
 * <p>Uses {@code change} only. Values are snapshots; only the readers query the catalog, through {@code CatalogQuery}.
 * Internal to typesync.
 */
@NullMarked
package dev.typesync.capture.catalog;

import org.jspecify.annotations.NullMarked;
