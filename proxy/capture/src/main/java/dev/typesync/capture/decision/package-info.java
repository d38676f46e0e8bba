/**
 * What is to be done for one statement, as values that the driver carries out.
 *
 * <p>Uses {@code catalog} and {@code change}. Plans nothing and builds no SQL. Internal to typesync.
 */
@NullMarked
package dev.typesync.capture.decision;

import org.jspecify.annotations.NullMarked;
