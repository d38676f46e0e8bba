@NullMarked
package dev.typesync.parser;

import org.jspecify.annotations.NullMarked;
