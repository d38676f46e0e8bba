/** Tests of the driver as its users get it: with the installed jar and pgjdbc, without other classes of typesync. */
@NullMarked
package dev.typesync.jartest;

import org.jspecify.annotations.NullMarked;
