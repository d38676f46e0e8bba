@NullMarked
package dev.typesync.outbox;

import org.jspecify.annotations.NullMarked;
