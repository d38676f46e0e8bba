@NullMarked
package dev.typesync.config;

import org.jspecify.annotations.NullMarked;
