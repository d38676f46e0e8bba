/**
 * The configuration: finds the one YAML file, reads it, and refuses with file, line, key and remedy what is wrong.
 *
 * <p>Uses no other package. Secrets never print.
 */
@NullMarked
package dev.typesync.config;

import org.jspecify.annotations.NullMarked;
