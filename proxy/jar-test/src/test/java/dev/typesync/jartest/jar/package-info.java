/** Tests of the jar: its content, and that it needs and disturbs no other library. */
package dev.typesync.jartest.jar;
