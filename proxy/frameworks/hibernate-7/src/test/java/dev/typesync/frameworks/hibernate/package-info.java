/** Hibernate without a container, with the plain URL and with the prefix. Also compiled with Hibernate 6. */
package dev.typesync.frameworks.hibernate;
