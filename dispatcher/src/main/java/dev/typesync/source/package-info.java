@NullMarked
package dev.typesync.source;

import org.jspecify.annotations.NullMarked;
