package dev.typesync.parser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.parser.plan.SqlOperation;
import dev.typesync.parser.plan.StatementPlan;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that no application should send. They too are parsed, and in a short time. */
class BadInputTest {
    private final StatementParser parser = new StatementParser();

    static List<String> hugeTexts() {
        return List.of(
                "DELETE FROM t WHERE " + "(".repeat(10_000) + "id = 1" + ")".repeat(10_000),
                "DELETE FROM t WHERE " + "(".repeat(100_000),
                "INSERT INTO t (id, a) VALUES (1, '" + "x".repeat(16 << 20) + "')",
                "INSERT INTO t (id, a) VALUES (1, $$" + "x".repeat(1 << 20) + "$$)",
                "INSERT INTO t (id, a) VALUES (1, '" + "x".repeat(1 << 20),
                "UPDATE t SET a = 1 /*" + "x".repeat(1 << 20) + "*/ WHERE id = 1",
                "/*".repeat(1 << 19),
                "UPDATE t SET a = 1 WHERE id = 1" + " AND a = 1".repeat(100_000),
                "UPDATE t SET a = 1 WHERE id = 1" + " OR a = 1".repeat(100_000),
                "DELETE FROM t WHERE id IN (1" + ", 1".repeat(300_000) + ")",
                "UPDATE t SET a = 1" + ", a = 1".repeat(100_000),
                "UPDATE t SET a = " + "CASE WHEN 1 = 1 THEN ".repeat(20_000) + "1" + " END".repeat(20_000),
                "DELETE FROM t WHERE " + "NOT ".repeat(100_000) + "a",
                "SELECT 1;".repeat(100_000),
                ";".repeat(1_000_000),
                "\"".repeat(1 << 20),
                "'".repeat((1 << 20) + 1),
                "'a'\n".repeat(100_000),
                "$x$ $y$ ".repeat(100_000),
                "$".repeat(1 << 20),
                "-".repeat(1 << 20),
                "/".repeat(1 << 20),
                "U&'a' UESCAPE ".repeat(100_000),
                "WITH " + "a AS (SELECT 1), ".repeat(50_000) + "b AS (DELETE FROM t) SELECT 1",
                "WITH a AS (".repeat(20_000) + "SELECT 1" + ") SELECT 1".repeat(20_000),
                "EXPLAIN ".repeat(100_000),
                "a.".repeat(500_000),
                "CREATE FUNCTION f() BEGIN ATOMIC " + "CASE ".repeat(100_000),
                "_".repeat(1 << 20));
    }

    @ParameterizedTest
    @MethodSource("hugeTexts")
    void hugeTextsTakeTimeInProportionToTheirLength(String sql) {
        Assertions.assertTimeout(Duration.ofSeconds(10), () -> {
            StatementParser.onlyReads(sql);
            for (StatementPlan plan :
                    parser.parse(sql).statements().stream().limit(10).toList()) {
                plan.keys(List.of("id"));
                plan.mentionedNames();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u0000",
                "\u0000INSERT INTO t (id) VALUES (1)",
                "\uFEFFINSERT INTO t (id) VALUES (1)",
                "\uD800",
                "\uDC00\uD800 UPDATE t SET a = 1",
                "UPDATE \uD800 SET a = 1 WHERE id = '\uDC00'",
                "UPDATE t SET a = '\u0000' WHERE id = 1",
                "\u00a0UPDATE t SET a = 1",
                "\\",
                "\\x",
                "?",
                "??",
                "???",
                "$",
                "$$",
                "$1$",
                "'",
                "\"",
                "E'",
                "E'\\",
                "U&'",
                "U&\"",
                "U&'\\",
                "U&'\\' UESCAPE '",
                "U&\"\\\" UESCAPE 'x'",
                "--",
                "/*",
                "*/",
                "{",
                "}",
                "(",
                ")",
                "[",
                "]",
                ".",
                ":",
                "::",
                "0x",
                "1e",
                "1.e+",
                "WITH",
                "WITH a AS",
                "WITH a AS (",
                "WITH a AS (INSERT INTO",
                "WITH RECURSIVE a AS (SELECT 1) SEARCH",
                "WITH RECURSIVE a AS (SELECT 1) CYCLE",
                "WITH RECURSIVE a AS (SELECT 1) CYCLE x",
                "INSERT",
                "INSERT INTO",
                "INSERT INTO t (",
                "INSERT INTO t (a",
                "INSERT INTO t ()",
                "INSERT INTO t () VALUES ()",
                "INSERT INTO t VALUES",
                "INSERT INTO t VALUES ()",
                "INSERT INTO t (id) VALUES (),",
                "INSERT INTO t (id) VALUES (1) ON CONFLICT",
                "INSERT INTO t (id) VALUES (1) ON CONFLICT () DO UPDATE SET",
                "INSERT INTO t (id) OVERRIDING",
                "UPDATE t SET (",
                "UPDATE t SET ()",
                "UPDATE t SET () = () WHERE id = 1",
                "UPDATE t SET (,) = (,) WHERE id = 1",
                "UPDATE t SET (a,) = (1,) WHERE id = 1",
                "UPDATE t SET a WHERE id = 1",
                "UPDATE t SET a = WHERE id =",
                "UPDATE t SET a = 1 WHERE",
                "UPDATE t SET a = 1 WHERE ()",
                "UPDATE t SET a = 1 WHERE (()) = (())",
                "UPDATE t SET a = 1 WHERE () IN ()",
                "UPDATE t SET a = 1 WHERE id = ANY()",
                "UPDATE t SET a = 1 WHERE id = ANY(ARRAY[])",
                "UPDATE t SET a = 1 WHERE id = CAST(",
                "UPDATE t SET a = 1 WHERE id = CAST()",
                "UPDATE t SET a = 1 WHERE AND AND OR",
                "UPDATE t SET a = 1 RETURNING",
                "UPDATE t SET a = 1 RETURNING WITH (",
                "UPDATE t SET a = 1 RETURNING ,,",
                "DELETE FROM ONLY (",
                "MERGE INTO",
                "MERGE INTO t USING",
                "TRUNCATE ,",
                "COPY",
                "COPY (",
                "COPY ()",
                "COPY (DELETE",
                "EXPLAIN (",
                "EXPLAIN ()",
                "EXPLAIN (ANALYZE",
                "EXPLAIN (ANALYZE ,,)",
                "PREPARE",
                "PREPARE p (",
                "PREPARE TRANSACTION",
                "EXECUTE",
                "CREATE",
                "CREATE TABLE",
                "CREATE TABLE x AS",
                "SELECT 1 INTO",
                "SELECT 1 INTO TEMP",
                "DECLARE",
                "DECLARE c CURSOR FOR",
                "SAVEPOINT",
                "ROLLBACK TO",
                "SET",
                "{call",
            })
    void invalidTextsAreParsed(String sql) {
        for (StatementPlan plan : parser.parse(sql).statements()) {
            plan.keys(List.of("id"));
            plan.mentionedNames();
            assertThat(plan.clauses().start()).isBetween(0, sql.length());
            assertThat(plan.reason()).isNotEqualTo("it could not be read");
        }
        StatementParser.onlyReads(sql);
    }

    @Test
    void statementAfterAnInvalidOneIsFound() {
        assertThat(parser.parse("INSERT INTO; DELETE FROM t").statements())
                .extracting(StatementPlan::operation)
                .containsExactly(SqlOperation.OPAQUE, SqlOperation.DELETE);
    }
}
