package dev.typesync.parser.reader;

import dev.typesync.parser.lexer.TokenKind;
import dev.typesync.parser.lexer.Tokens;
import dev.typesync.parser.plan.SessionCommand;
import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.TransactionVerb;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the statements that their first words identify: transaction control, settings, DDL and maintenance. */
final class CommandReader {
    private static final Set<String> DDL = Set.of(
            "alter",
            "drop",
            "comment",
            "grant",
            "revoke",
            "import",
            "reassign",
            "refresh",
            "reindex",
            "cluster",
            "security");

    private static final Set<String> SESSION = Set.of(
            "vacuum",
            "analyze",
            "analyse",
            "checkpoint",
            "lock",
            "load",
            "listen",
            "unlisten",
            "notify",
            "deallocate",
            "close");

    private CommandReader() {}

    static void read(Tokens tokens, int at, String word, OutlineBuilder builder) {
        switch (word) {
            case "begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release", "prepare" ->
                readTransaction(tokens, at, word, builder);
            case "set", "reset", "discard" -> readSetting(tokens, at, builder);
            case "show", "fetch", "move" -> builder.operation(SqlOperation.READ);
            default -> readByFirstWord(word, builder);
        }
    }

    private static void readByFirstWord(String word, OutlineBuilder builder) {
        if (DDL.contains(word)) {
            builder.operation(SqlOperation.DDL);
        } else if (SESSION.contains(word)) {
            builder.operation(SqlOperation.SESSION);
        } else {
            builder.opaque("no statement of PostgreSQL starts with its first word");
        }
    }

    private static void readTransaction(Tokens tokens, int at, String word, OutlineBuilder builder) {
        TransactionVerb verb = verb(tokens, at, word);
        builder.operation(SqlOperation.TXN)
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
        return isAndChain(tokens, afterOptionalWord(tokens, at))
                ? TransactionVerb.COMMIT_CHAIN
                : TransactionVerb.COMMIT;
    }

    private static TransactionVerb rollback(Tokens tokens, int at) {
        if (tokens.is(at + 1, "PREPARED")) {
            return TransactionVerb.ROLLBACK_PREPARED;
        }
        int next = afterOptionalWord(tokens, at);
        if (tokens.is(next, "TO")) {
            return TransactionVerb.ROLLBACK_TO;
        }
        return isAndChain(tokens, next) ? TransactionVerb.ROLLBACK_CHAIN : TransactionVerb.ROLLBACK;
    }

    /** The token after the optional WORK or TRANSACTION that follows the verb. */
    private static int afterOptionalWord(Tokens tokens, int at) {
        return tokens.isAny(at + 1, "WORK", "TRANSACTION") ? at + 2 : at + 1;
    }

    private static boolean isAndChain(Tokens tokens, int at) {
        return tokens.is(at, "AND") && tokens.is(at + 1, "CHAIN");
    }

    private static @Nullable String name(Tokens tokens, int at, TransactionVerb verb) {
        return switch (verb) {
            case SAVEPOINT -> savepointName(tokens, at + 1);
            case RELEASE -> savepointName(tokens, afterSavepointWord(tokens, at + 1));
            case ROLLBACK_TO -> savepointName(tokens, afterSavepointWord(tokens, afterOptionalWord(tokens, at) + 1));
            case PREPARE_TRANSACTION, COMMIT_PREPARED, ROLLBACK_PREPARED -> transactionIdentifier(tokens, at + 2);
            case BEGIN, COMMIT, COMMIT_CHAIN, ROLLBACK, ROLLBACK_CHAIN -> null;
        };
    }

    /** The token after the optional word SAVEPOINT, which may also be the savepoint's name itself. */
    private static int afterSavepointWord(Tokens tokens, int at) {
        return tokens.is(at, "SAVEPOINT") && tokens.isIdentifier(at + 1) ? at + 1 : at;
    }

    private static @Nullable String savepointName(Tokens tokens, int at) {
        return tokens.isIdentifier(at) ? tokens.identifier(at) : null;
    }

    private static @Nullable String transactionIdentifier(Tokens tokens, int at) {
        return tokens.is(at, TokenKind.STRING) ? tokens.stringValue(at) : null;
    }

    private static void readSetting(Tokens tokens, int at, OutlineBuilder builder) {
        int name = tokens.isAny(at + 1, "LOCAL", "SESSION") ? at + 2 : at + 1;
        boolean movesSearchPath =
                tokens.isAny(name, "SCHEMA", "ROLE", "AUTHORIZATION", "ALL") || tokens.is(at, "DISCARD");
        builder.operation(SqlOperation.SESSION).session(new SessionCommand(null, null, movesSearchPath, null, null));
    }
}
