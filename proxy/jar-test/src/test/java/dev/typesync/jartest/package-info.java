/** Tests of the driver as its users get it: the installed jar, pgjdbc, and nothing else of ours on the class path. */
@NullMarked
package dev.typesync.jartest;

import org.jspecify.annotations.NullMarked;
