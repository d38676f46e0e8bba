/**
 * Three applications with the installed jar, while everything fails at random times that a seed decides; and the
 * oracle: when writing has stopped and everything works again, documents equal rows.
 */
@NullMarked
package dev.typesync.jartest.chaos;

import org.jspecify.annotations.NullMarked;
