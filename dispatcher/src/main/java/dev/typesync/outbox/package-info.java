/** The outbox in the database: its objects, the texts that write it, and how keys are written in it. */
@NullMarked
package dev.typesync.outbox;

import org.jspecify.annotations.NullMarked;
