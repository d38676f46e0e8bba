/**
 * Which rows a statement changes, and how to learn it: decisions about SQL texts, made from the parser's plan and the
 * facts of the catalog. Knows no JDBC statements; the driver and the wire proxy share it.
 */
@NullMarked
package dev.typesync.capture;

import org.jspecify.annotations.NullMarked;
