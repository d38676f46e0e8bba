/** A Micronaut application with the plain URL and with the prefix. */
package dev.typesync.frameworks.micronaut;
