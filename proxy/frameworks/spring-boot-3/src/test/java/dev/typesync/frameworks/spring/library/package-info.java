/** An application with JPA, as most are. */
package dev.typesync.frameworks.spring.library;
