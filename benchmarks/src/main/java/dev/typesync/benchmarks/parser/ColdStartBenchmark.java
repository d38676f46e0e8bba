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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The first statements of a new JVM, each measurement in a JVM of its own. The warm-up begins behind the first one, so only
 * the second can meet it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(15)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class ColdStartBenchmark {
    private static final List<String> KEY = List.of("id");

    @Benchmark
    public ParsedSql first() {
        return new StatementParser().parse(SqlSamples.UPDATE);
    }

    @Benchmark
    public ParsedSql secondWhileWarmingUp(Used used) {
        return used.parser.parse(SqlSamples.UPDATE);
    }

    @Benchmark
    public ParsedSql secondAfterWarmUp(Warm warm) {
        return warm.parser.parse(SqlSamples.UPDATE);
    }

    /** With the keys, which wait for JSqlParser's first parse. */
    @Benchmark
    public KeyBindings keysWhileWarmingUp(Used used) {
        return keys(used.parser);
    }

    @Benchmark
    public KeyBindings keysAfterWarmUp(Warm warm) {
        return keys(warm.parser);
    }

    private static KeyBindings keys(StatementParser parser) {
        return parser.parse(SqlSamples.UPDATE).statements().get(0).keys(KEY);
    }

    /** A read needs no plan. */
    @Benchmark
    public boolean read() {
        return StatementParser.onlyReads(SqlSamples.SELECT);
    }

    /** A parser that has just read its first text. */
    @State(Scope.Benchmark)
    public static class Used {
        final StatementParser parser = new StatementParser();

        @Setup
        public void use() {
            parser.parse(SqlSamples.DELETE);
        }
    }

    /** One that had the time to warm up since. */
    @State(Scope.Benchmark)
    public static class Warm {
        final StatementParser parser = new StatementParser();

        @Setup
        public void await() throws InterruptedException {
            parser.parse(SqlSamples.DELETE);
            TimeUnit.SECONDS.sleep(3);
        }
    }
}
