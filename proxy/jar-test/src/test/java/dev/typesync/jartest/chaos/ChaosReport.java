package dev.typesync.jartest.chaos;

import dev.typesync.jartest.chaos.FaultLane.HappenedFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * The outcome of a run.
 *
 * @param applications all that were started
 * @param deliveries for each round, the time until all documents equalled their rows
 * @param marks that were written to the outbox, by cause
 * @param outboxRows that were ever written
 * @param differences between documents and rows at the end
 */
record ChaosReport(
        Form form,
        long seed,
        List<ApplicationProcess> applications,
        List<HappenedFault> faults,
        List<Duration> deliveries,
        ApplicationLogs logs,
        Watch watch,
        List<String> marks,
        long outboxRows,
        List<String> differences) {
    /** Everything that must not have happened. */
    List<String> violations() {
        List<String> violations = new ArrayList<>(differences);
        Disconnections disconnections = new Disconnections(faults);
        for (ApplicationProcess application : applications) {
            violations.addAll(disconnections.withoutReason(application.problems()));
        }
        violations.addAll(watch.problems());
        violations.addAll(logs.forbidden());
        if (logs.owners() == 0) {
            violations.add("no log line says who the owner is");
        }
        violations.addAll(ofTheForm());
        return violations;
    }

    private List<String> ofTheForm() {
        List<String> violations = new ArrayList<>();
        if (form == Form.KEYS_ONLY) {
            marks.forEach(mark -> violations.add("a mark in the run without marks: " + mark));
            violations.addAll(logs.comparisons());
            violations.addAll(logs.epochsOfTwoOwners());
        }
        return violations;
    }

    /** What happened, for people. */
    String summary() {
        return "chaos %s: typesync.seed=%s%n".formatted(form, seed)
                + "  %,d statements, %,d rollbacks, %,d rows of the outbox, %d applications started%n"
                        .formatted(
                                sum(Message.Progress::statements),
                                sum(Message.Progress::rollbacks),
                                outboxRows,
                                applications.size())
                + "  faults: %s%n".formatted(faultsByKind())
                + "  %d owners, %d comparisons, marks %s%n"
                        .formatted(logs.owners(), logs.comparisons().size(), marks)
                + "  at most: %d MB of heap, %d threads and %d connections of typesync%n"
                        .formatted(
                                most(ApplicationProcess::mostHeap),
                                most(ApplicationProcess::mostThreads),
                                watch.mostConnections())
                + "  %s searches were answered, the oldest change waited %,d ms%n"
                        .formatted(watch.searches(), watch.longestWaitMillis())
                + "  delivered after the last fault, in ms: %s; %d differences"
                        .formatted(deliveries.stream().map(Duration::toMillis).toList(), differences.size());
    }

    private String faultsByKind() {
        Map<FaultKind, Long> counts = new TreeMap<>(faults.stream()
                .collect(Collectors.groupingBy(happened -> happened.fault().kind(), Collectors.counting())));
        return counts.toString();
    }

    private long sum(ToLongFunction<Message.Progress> number) {
        return applications.stream()
                .mapToLong(application -> number.applyAsLong(application.progress()))
                .sum();
    }

    private long most(ToLongFunction<ApplicationProcess> number) {
        return applications.stream().mapToLong(number).max().orElse(0);
    }
}
