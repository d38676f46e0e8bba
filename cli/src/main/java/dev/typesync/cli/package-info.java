@NullMarked
package dev.typesync.cli;

import org.jspecify.annotations.NullMarked;
