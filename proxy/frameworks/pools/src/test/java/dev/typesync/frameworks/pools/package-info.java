/** Connection pools with the plain URL and with the prefix. */
package dev.typesync.frameworks.pools;
