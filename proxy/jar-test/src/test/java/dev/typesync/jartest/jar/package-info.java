/** The jar itself: what is in it, and that it needs and disturbs nothing beside it. */
package dev.typesync.jartest.jar;
