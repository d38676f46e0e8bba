/**
 * Runs pgjdbc's own tests through typesync. Their sources are fetched by Maven, changed, compiled against the released
 * pgjdbc, and run by a JVM of their own.
 */
@NullMarked
package dev.typesync.pgjdbc;

import org.jspecify.annotations.NullMarked;
