@NullMarked
package dev.typesync.document;

import org.jspecify.annotations.NullMarked;
