/**
 * Decides which text is sent: planners choose a form, forms write the SQL that puts keys or marks into the outbox.
 *
 * <p>{@code OutboxPlanner} and {@code MemoryPlanner} are the entries. {@code StatementImpact} says which watched tables
 * a statement changes, and whether RETURNING can give their keys on this server. {@code StatementPlanner} chooses the
 * form or the mark.
 *
 * <p>Uses {@code decision}, {@code catalog} and {@code change}. Sends nothing: a question to the database goes through
 * {@code CatalogQuery}. Internal to typesync.
 */
@NullMarked
package dev.typesync.capture.rewrite;

import org.jspecify.annotations.NullMarked;
