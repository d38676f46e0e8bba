/**
 * Records the statements that frameworks really send to PostgreSQL, as test data of the parser. A tool for whoever
 * maintains the corpus; nothing of it is shipped.
 */
@NullMarked
package dev.typesync.corpus;

import org.jspecify.annotations.NullMarked;
