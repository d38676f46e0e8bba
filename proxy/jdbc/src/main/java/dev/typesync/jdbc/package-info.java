@NullMarked
package dev.typesync.jdbc;

import org.jspecify.annotations.NullMarked;
