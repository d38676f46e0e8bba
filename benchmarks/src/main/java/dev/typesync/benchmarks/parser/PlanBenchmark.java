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

/** The cost of planning a write: a known plan (goal 0.5 us) and a new plan (goal 100 us). */
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

    /** The same String object, whose hash code is already computed. */
    @Benchmark
    public ParsedSql knownSameString() {
        return parser.parse(sql);
    }

    /**
     * A new String with the same characters, as applications that build their SQL send it. The cost of creating the
     * String is included.
     */
    @Benchmark
    public ParsedSql knownNewString() {
        return parser.parse(new String(characters));
    }

    /** A known plan, whose keys are requested again. */
    @Benchmark
    public KeyBindings knownKeys() {
        return parser.parse(sql).statements().get(0).keys(KEY);
    }

    /** The share of {@link #knownNewString} for creating and hashing the String. */
    @Benchmark
    public int newStringAlone() {
        return new String(characters).hashCode();
    }

    /** A text that was never seen before: a new literal replaces the first parameter. */
    @Benchmark
    public ParsedSql missWithoutKeys() {
        return parser.parse(newText());
    }

    /**
     * Like {@link #missWithoutKeys}, and the keys are requested. Only this calls JSqlParser, whose code needs 20
     * seconds until the JVM has compiled it completely.
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
