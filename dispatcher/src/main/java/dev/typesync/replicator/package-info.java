/** Brings changes to Typesense so that, when writing stops, every document equals its row. */
@NullMarked
package dev.typesync.replicator;

import org.jspecify.annotations.NullMarked;
