@NullMarked
package dev.typesync.typesense;

import org.jspecify.annotations.NullMarked;
