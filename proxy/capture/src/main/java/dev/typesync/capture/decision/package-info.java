/**
 * What is done for one statement: decisions, which the driver carries out, and their parts.
 *
 * <p>Uses {@code catalog} and {@code change}. Plans nothing and builds no SQL. Internal to typesync.
 */
@NullMarked
package dev.typesync.capture.decision;

import org.jspecify.annotations.NullMarked;
