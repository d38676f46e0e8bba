package dev.typesync.pgjdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * pgjdbc's own tests run on pgjdbc alone, through a wrapper that does nothing, and through typesync with some of their
 * tables as collections. Through typesync each test ends as through the wrapper that does nothing.
 */
class PgjdbcSuiteIT {
    /** As many as the machine of a developer has cores to spare; each run is one thread and one server process. */
    private static final int RUNS_AT_ONCE = 2;

    /** The classes to run instead of all. */
    private static final List<String> ONLY = Arrays.stream(
                    System.getProperty("pgjdbc.tests", "").split(","))
            .filter(name -> !name.isEmpty())
            .toList();

    private static final Map<SuiteMode, SuiteProcess.Result> RESULTS = new EnumMap<>(SuiteMode.class);

    @BeforeAll
    static void runAll() throws Exception {
        Path sources = Path.of(System.getProperty("pgjdbc.sources"));
        Path output = Files.createDirectories(Path.of(System.getProperty("pgjdbc.output")));
        Path classes = new SuiteSources(sources).compile(output);
        ExecutorService threads = Executors.newFixedThreadPool(RUNS_AT_ONCE);
        try {
            Map<SuiteMode, Future<SuiteProcess.Result>> runs = new EnumMap<>(SuiteMode.class);
            for (SuiteMode mode : SuiteMode.values()) {
                runs.put(mode, threads.submit(new SuiteProcess(sources, classes, output, mode, ONLY)::run));
            }
            for (Map.Entry<SuiteMode, Future<SuiteProcess.Result>> run : runs.entrySet()) {
                RESULTS.put(run.getKey(), run.getValue().get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void runsTheWholeSuite() {
        assumeThat(ONLY).isEmpty();
        assertThat(outcomes(SuiteMode.BARE).values().stream().filter(TestOutcome::passed))
                .hasSizeGreaterThan(8_000);
    }

    @Test
    void aWrapperThatDoesNothingFailsInTheListedTestsOnly() {
        Set<String> failed = differences(SuiteMode.BARE, SuiteMode.TRIVIAL).stream()
                .map(TestOutcome::method)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> listed = TextList.read("fail-with-any-wrapper.txt").stream()
                .map(line -> line.split(" ", 2)[0])
                .filter(method -> ONLY.isEmpty() || ONLY.contains(method.split("#", 2)[0]))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(failed).isEqualTo(listed);
    }

    @ParameterizedTest
    @EnumSource(names = {"OUTBOX", "MEMORY"})
    void typesyncFailsInNoOtherTest(SuiteMode mode) {
        assertThat(differences(SuiteMode.TRIVIAL, mode)).isEmpty();
    }

    @Test
    void theReplicatedTablesAreCaptured() {
        assumeThat(ONLY).isEmpty();
        assertThat(RESULTS.get(SuiteMode.OUTBOX).capturedTables()).containsAll(ReplicatedTables.names());
    }

    private static Map<String, TestOutcome> outcomes(SuiteMode mode) {
        return RESULTS.get(mode).outcomes();
    }

    /** The outcomes of the second run for the tests that did not fail in the first, where they are others there. */
    private static List<TestOutcome> differences(SuiteMode first, SuiteMode second) {
        List<TestOutcome> differences = new ArrayList<>();
        for (TestOutcome expected : outcomes(first).values()) {
            TestOutcome actual = outcomes(second).getOrDefault(expected.id(), expected.missing());
            if (!expected.failed() && !actual.status().equals(expected.status())) {
                differences.add(actual);
            }
        }
        outcomes(second).values().stream()
                .filter(actual -> actual.failed() && !outcomes(first).containsKey(actual.id()))
                .forEach(differences::add);
        return differences;
    }
}
