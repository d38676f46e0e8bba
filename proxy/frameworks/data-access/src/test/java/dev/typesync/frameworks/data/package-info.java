/** Frameworks that write SQL for the application, with the plain URL and with the prefix. */
package dev.typesync.frameworks.data;
