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
 * The first statements of a new JVM; each measurement uses a new JVM. The warm-up starts after the first statement, so
 * it can only affect the second one.
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
    public ParsedSql secondWhileWarmingUp(UsedParser used) {
        return used.parser.parse(SqlSamples.UPDATE);
    }

    @Benchmark
    public ParsedSql secondAfterWarmUp(WarmParser warm) {
        return warm.parser.parse(SqlSamples.UPDATE);
    }

    /** Also requests the keys, which wait for the first parse of JSqlParser. */
    @Benchmark
    public KeyBindings keysWhileWarmingUp(UsedParser used) {
        return keys(used.parser);
    }

    @Benchmark
    public KeyBindings keysAfterWarmUp(WarmParser warm) {
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

    /** A parser that has just parsed its first text. */
    @State(Scope.Benchmark)
    public static class UsedParser {
        final StatementParser parser = new StatementParser();

        @Setup
        public void use() {
            parser.parse(SqlSamples.DELETE);
        }
    }

    /** A parser that has had the time to warm up. */
    @State(Scope.Benchmark)
    public static class WarmParser {
        final StatementParser parser = new StatementParser();

        @Setup
        public void await() throws InterruptedException {
            parser.parse(SqlSamples.DELETE);
            TimeUnit.SECONDS.sleep(3);
        }
    }
}
