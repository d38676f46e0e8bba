/**
 * What Spring Boot needs to start with typesync's URL. Boot finds these classes by {@code META-INF/spring.factories};
 * without Boot nothing loads them. Only this package uses Spring, and nothing uses this package.
 */
@NullMarked
package dev.typesync.jdbc.spring;

import org.jspecify.annotations.NullMarked;
