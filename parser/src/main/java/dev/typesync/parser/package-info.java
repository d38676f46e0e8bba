/**
 * The entry to the parser: {@code StatementParser} makes immutable plans of SQL texts and caches them.
 *
 * <p>A statement has four stages. {@code OutlineBuilder} collects what the first reading finds in its tokens.
 * {@code StatementOutline} is the result. {@code StatementPlan} presents the outline to other modules. {@code LazyKeys}
 * adds the second reading, of the key values, when a plan is first asked for them.
 *
 * <p>Uses all packages of the parser but {@code script}, which uses this one.
 */
@NullMarked
package dev.typesync.parser;

import org.jspecify.annotations.NullMarked;
