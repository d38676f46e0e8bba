/**
 * The command line: one class per command, and the output for people and for programs.
 *
 * <p>May use every other package. No other package uses it.
 */
@NullMarked
package dev.typesync.cli;

import org.jspecify.annotations.NullMarked;
