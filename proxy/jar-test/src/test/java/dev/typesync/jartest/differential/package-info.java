/** One program on a bare and on a wrapped connection: whatever JDBC tells an application must be the same. */
package dev.typesync.jartest.differential;
