/**
 * The result of parsing: plans, and the values they consist of. This is the vocabulary that other modules see.
 *
 * <p>Values only: no package of the parser is used, and nothing here reads SQL.
 */
@NullMarked
package dev.typesync.parser.plan;

import org.jspecify.annotations.NullMarked;
