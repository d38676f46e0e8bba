/** A Quarkus application. It names typesync's driver in its application.properties, and nothing else of typesync. */
package dev.typesync.frameworks.quarkus;
