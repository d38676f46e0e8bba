/**
 * Records the statements that frameworks really send to PostgreSQL, as test data of the parser. It is a tool for the
 * maintainers of the corpus and is not part of a release.
 */
@NullMarked
package dev.typesync.corpus;

import org.jspecify.annotations.NullMarked;
