package dev.typesync.benchmarks.parser;

import dev.typesync.parser.StatementParser;
import dev.typesync.parser.plan.KeyBindings;
import dev.typesync.parser.plan.ParsedSql;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a write pays: a plan that is known (0.5 us at most), and one that is made (100 us at most). */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PlanBenchmark {
    @Param({"UPDATE", "INSERT", "DELETE"})
    public String statement = "";

    private static final List<String> KEY = List.of("id");

    private final StatementParser parser = new StatementParser();
    private String sql = "";
    private char[] characters = {};
    private long serial;

    @Setup
    public void choose() {
        sql = switch (statement) {
            case "UPDATE" -> SqlSamples.UPDATE;
            case "INSERT" -> SqlSamples.INSERT;
            default -> SqlSamples.DELETE;
        };
        characters = sql.toCharArray();
        parser.parse(sql);
    }

    /** The same String object: its hash code is known. */
    @Benchmark
    public ParsedSql knownSameString() {
        return parser.parse(sql);
    }

    /** A new String of the same characters, as applications that build their SQL send it; making it is included. */
    @Benchmark
    public ParsedSql knownNewString() {
        return parser.parse(new String(characters));
    }

    /** A plan that is known, and the keys in it are asked for again. */
    @Benchmark
    public KeyBindings knownKeys() {
        return parser.parse(sql).statements().get(0).keys(KEY);
    }

    /** What {@link #knownNewString} pays for making and hashing the String. */
    @Benchmark
    public int newStringAlone() {
        return new String(characters).hashCode();
    }

    /** A text never seen before: one literal stands for the first parameter, and that is always another. */
    @Benchmark
    public ParsedSql missWithoutKeys() {
        return parser.parse(newText());
    }

    /**
     * The same, and the keys in it are asked for: only that is a question to JSqlParser, whose code takes 20 seconds to be
     * compiled as well as it will be.
     */
    @Benchmark
    @Warmup(iterations = 8, time = 3)
    public KeyBindings miss() {
        return parser.parse(newText()).statements().get(0).keys(KEY);
    }

    private String newText() {
        int parameter = sql.indexOf('?');
        return sql.substring(0, parameter) + serial++ + sql.substring(parameter + 1);
    }
}
