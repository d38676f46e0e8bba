/**
 * Decides which text is sent: planners choose a form, forms write the SQL that puts keys or marks into the outbox.
 *
 * <p>Uses {@code decision}, {@code catalog} and {@code change}. Sends nothing: a question to the database goes through
 * {@code CatalogQuery}. Internal to typesync.
 */
@NullMarked
package dev.typesync.capture.rewrite;

import org.jspecify.annotations.NullMarked;
