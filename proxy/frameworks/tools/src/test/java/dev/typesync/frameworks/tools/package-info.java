/** Tools that change schemas or read them, and schedulers, with the plain URL and with the prefix. */
package dev.typesync.frameworks.tools;
