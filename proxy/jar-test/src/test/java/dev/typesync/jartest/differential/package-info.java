/** Runs one program on a plain and on a wrapped connection. JDBC must show the application the same on both. */
package dev.typesync.jartest.differential;
