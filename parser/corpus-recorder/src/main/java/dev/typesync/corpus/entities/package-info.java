/**
 * The entities of a shop: one for each kind of mapping for which Hibernate makes different SQL. They are null-unmarked,
 * because Hibernate sets the fields.
 */
@NullUnmarked
package dev.typesync.corpus.entities;

import org.jspecify.annotations.NullUnmarked;
