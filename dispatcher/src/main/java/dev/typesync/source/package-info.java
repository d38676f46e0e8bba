/** Where changes come from: the outbox today; whatever can name a table and the keys that changed. */
@NullMarked
package dev.typesync.source;

import org.jspecify.annotations.NullMarked;
