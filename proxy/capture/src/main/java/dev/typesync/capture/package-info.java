@NullMarked
package dev.typesync.capture;

import org.jspecify.annotations.NullMarked;
