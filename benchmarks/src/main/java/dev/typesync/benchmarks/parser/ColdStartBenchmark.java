package dev.typesync.benchmarks.parser;

import dev.typesync.parser.KeyBindings;
import dev.typesync.parser.ParsedSql;
import dev.typesync.parser.StatementParser;
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
 * The first statement of a new JVM, each measurement in a JVM of its own: while the warm-up that the parser's
 * constructor starts is still running, and when it is over.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(15)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class ColdStartBenchmark {
    private static final List<String> KEY = List.of("id");

    /** The parser is made and asked at once, as by the first connection. */
    @Benchmark
    public ParsedSql whileWarmingUp() {
        return new StatementParser().parse(SqlSamples.UPDATE);
    }

    /** A parser made some seconds ago: most applications open their pool long before their first write. */
    @Benchmark
    public ParsedSql afterWarmUp(Warm warm) {
        return warm.parser.parse(SqlSamples.UPDATE);
    }

    /** With the keys, which wait for JSqlParser's first parse. */
    @Benchmark
    public KeyBindings keysWhileWarmingUp() {
        return keys(new StatementParser());
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

    /** A parser that had the time to warm up. */
    @State(Scope.Benchmark)
    public static class Warm {
        final StatementParser parser = new StatementParser();

        @Setup
        public void await() throws InterruptedException {
            TimeUnit.SECONDS.sleep(3);
        }
    }
}
