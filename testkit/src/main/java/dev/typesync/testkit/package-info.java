@NullMarked
package dev.typesync.testkit;

import org.jspecify.annotations.NullMarked;
