@NullMarked
package dev.typesync.replicator;

import org.jspecify.annotations.NullMarked;
