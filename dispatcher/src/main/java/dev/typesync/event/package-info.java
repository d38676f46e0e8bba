@NullMarked
package dev.typesync.event;

import org.jspecify.annotations.NullMarked;
