/**
 * The configuration: finds the YAML file and reads it. An error names file, line, key and remedy.
 *
 * <p>Uses no other package. Secrets are never printed.
 */
@NullMarked
package dev.typesync.config;

import org.jspecify.annotations.NullMarked;
