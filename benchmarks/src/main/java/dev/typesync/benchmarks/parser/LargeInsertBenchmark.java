package dev.typesync.benchmarks.parser;

import dev.typesync.parser.StatementParser;
import dev.typesync.parser.plan.KeyBindings;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A multi-row INSERT of one million characters, which is too large for the cache. The goal is 25 ms. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LargeInsertBenchmark {
    private final StatementParser parser = new StatementParser();
    private final String sql = SqlSamples.insertOf(1_000_000);

    @Benchmark
    public KeyBindings multiRowInsert() {
        return parser.parse(sql).statements().get(0).keys(List.of("id"));
    }
}
