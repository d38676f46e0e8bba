/** A shop as JPA entities, one for every kind of mapping that leads Hibernate to other SQL; it sets the fields. */
@NullUnmarked
package dev.typesync.corpus.entities;

import org.jspecify.annotations.NullUnmarked;
