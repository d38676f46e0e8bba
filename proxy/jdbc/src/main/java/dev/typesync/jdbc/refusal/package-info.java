/**
 * What typesync says where it refuses a connection, kept for a framework that hides the exception.
 *
 * <p>It uses no other package of ours.
 */
@NullMarked
package dev.typesync.jdbc.refusal;

import org.jspecify.annotations.NullMarked;
