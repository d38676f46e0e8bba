package dev.typesync.parser.reader;

import dev.typesync.parser.lexer.LiteralValues;
import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.plan.SessionCommand;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.TransactionVerb;
import org.jspecify.annotations.Nullable;

/** The statements that are told by their first words: transaction control, session settings, DDL, maintenance. */
final class CommandReader {
    private CommandReader() {}

    static void read(Tokens tokens, int at, int end, String word, OutlineBuilder outlineBuilder) {
        switch (word) {
            case "begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release", "prepare" ->
                transaction(tokens, at, word, outlineBuilder);
            case "set", "reset", "discard" -> setting(tokens, at, outlineBuilder);
            case "show", "fetch", "move" -> outlineBuilder.is(SqlOperation.READ);
            case "alter",
                    "drop",
                    "comment",
                    "grant",
                    "revoke",
                    "import",
                    "reassign",
                    "refresh",
                    "reindex",
                    "cluster",
                    "security" -> outlineBuilder.is(SqlOperation.DDL);
            case "vacuum",
                    "analyze",
                    "analyse",
                    "checkpoint",
                    "lock",
                    "load",
                    "listen",
                    "unlisten",
                    "notify",
                    "deallocate",
                    "close" -> outlineBuilder.is(SqlOperation.SESSION);
            default -> outlineBuilder.opaque("its first word begins no statement of PostgreSQL");
        }
        if (at >= end) {
            outlineBuilder.opaque("empty");
        }
    }

    private static void transaction(Tokens tokens, int at, String word, OutlineBuilder outlineBuilder) {
        TransactionVerb verb = verb(tokens, at, word);
        outlineBuilder
                .is(SqlOperation.TXN)
                .session(new SessionCommand(verb, name(tokens, at, verb), false, null, null));
    }

    private static TransactionVerb verb(Tokens tokens, int at, String word) {
        return switch (word) {
            case "begin", "start" -> TransactionVerb.BEGIN;
            case "savepoint" -> TransactionVerb.SAVEPOINT;
            case "release" -> TransactionVerb.RELEASE;
            case "prepare" -> TransactionVerb.PREPARE_TRANSACTION;
            case "commit", "end" -> commit(tokens, at);
            default -> rollback(tokens, at);
        };
    }

    private static TransactionVerb commit(Tokens tokens, int at) {
        if (tokens.is(at + 1, "PREPARED")) {
            return TransactionVerb.COMMIT_PREPARED;
        }
        return chains(tokens, behindNoise(tokens, at)) ? TransactionVerb.COMMIT_CHAIN : TransactionVerb.COMMIT;
    }

    private static TransactionVerb rollback(Tokens tokens, int at) {
        if (tokens.is(at + 1, "PREPARED")) {
            return TransactionVerb.ROLLBACK_PREPARED;
        }
        int next = behindNoise(tokens, at);
        if (tokens.is(next, "TO")) {
            return TransactionVerb.ROLLBACK_TO;
        }
        return chains(tokens, next) ? TransactionVerb.ROLLBACK_CHAIN : TransactionVerb.ROLLBACK;
    }

    private static int behindNoise(Tokens tokens, int at) {
        return tokens.isAny(at + 1, "WORK", "TRANSACTION") ? at + 2 : at + 1;
    }

    private static boolean chains(Tokens tokens, int at) {
        return tokens.is(at, "AND") && tokens.is(at + 1, "CHAIN");
    }

    private static @Nullable String name(Tokens tokens, int at, TransactionVerb verb) {
        return switch (verb) {
            case SAVEPOINT -> savepoint(tokens, at + 1);
            case RELEASE -> savepoint(tokens, behindSavepoint(tokens, at + 1));
            case ROLLBACK_TO -> savepoint(tokens, behindSavepoint(tokens, behindNoise(tokens, at) + 1));
            case PREPARE_TRANSACTION, COMMIT_PREPARED, ROLLBACK_PREPARED -> identifier(tokens, at + 2);
            case BEGIN, COMMIT, COMMIT_CHAIN, ROLLBACK, ROLLBACK_CHAIN -> null;
        };
    }

    /** Behind the word SAVEPOINT, unless that is the savepoint's name. */
    private static int behindSavepoint(Tokens tokens, int at) {
        return tokens.is(at, "SAVEPOINT") && tokens.isIdentifier(at + 1) ? at + 1 : at;
    }

    private static @Nullable String savepoint(Tokens tokens, int at) {
        return tokens.isIdentifier(at) ? tokens.identifier(at) : null;
    }

    private static @Nullable String identifier(Tokens tokens, int at) {
        return tokens.is(at, TokenKind.STRING)
                ? LiteralValues.text(tokens.sql(), tokens.from(at), tokens.to(at))
                : null;
    }

    private static void setting(Tokens tokens, int at, OutlineBuilder outlineBuilder) {
        int name = tokens.isAny(at + 1, "LOCAL", "SESSION") ? at + 2 : at + 1;
        boolean moves = tokens.isAny(name, "SCHEMA", "ROLE", "AUTHORIZATION", "ALL") || tokens.is(at, "DISCARD");
        outlineBuilder.is(SqlOperation.SESSION).session(new SessionCommand(null, null, moves, null, null));
    }
}
