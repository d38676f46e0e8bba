package dev.typesync.benchmarks.delivery;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Formats the results of draining as Markdown. All numbers are medians of the turns. */
final class DrainReport {
    private record Measure(String name, String format, ToDoubleFunction<Drain> number) {}

    private static final List<Measure> MEASURES = List.of(
            new Measure("rows/s", "%.0f", Drain::rate),
            new Measure("seconds from the first connection", "%.2f", Drain::seconds),
            new Measure("of these until the first rows are gone", "%.2f", Drain::startSeconds),
            new Measure("rows/s, last tenth against first", "%.2f", Drain::lastTenthAgainstFirst),
            new Measure("rows/s, second half against first", "%.2f", Drain::lastHalfAgainstFirst),
            new Measure("rows/s, slowest tenth", "%.0f", Drain::slowestTenth),
            new Measure("CPU of the JVM, s", "%.2f", drain -> drain.jvmMillis() / 1e3),
            new Measure("CPU of PostgreSQL, s", "%.2f", drain -> drain.postgresMillis() / 1e3),
            new Measure("CPU of Typesense, s", "%.2f", drain -> drain.typesenseMillis() / 1e3),
            new Measure(
                    "peak of the heap after a collection, MB",
                    "%.1f",
                    drain -> drain.heap().afterAny() / 1e6));

    private DrainReport() {}

    static String of(DrainSizes sizes, List<DrainLane> lanes) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "### %d waiting rows, a table of %d rows, heap of %d MB, median of %d turns%n%n",
                sizes.rows(),
                sizes.table(),
                sizes.megabytes(),
                lanes.get(0).drains().size()));
        text.append("| |");
        lanes.forEach(lane -> text.append(' ').append(lane.name()).append(" |"));
        text.append(lanes.size() == 2 ? " typesync / baseline |\n" : "\n");
        text.append("|---|").append("---|".repeat(lanes.size() == 2 ? 3 : 1)).append('\n');
        MEASURES.forEach(measure -> text.append(row(measure, lanes)));
        for (int tenth = 0; tenth < OutboxTenths.COUNT; tenth++) {
            int number = tenth;
            text.append(row(
                    new Measure("rows/s, tenth " + (tenth + 1), "%.0f", drain -> drain.rateOfTenth(number)), lanes));
        }
        return text.toString();
    }

    private static String row(Measure measure, List<DrainLane> lanes) {
        StringBuilder row = new StringBuilder("| " + measure.name() + " |");
        for (DrainLane lane : lanes) {
            row.append(String.format(
                    Locale.ROOT, " " + measure.format() + " |", Median.of(lane.drains(), measure.number())));
        }
        if (lanes.size() == 2) {
            double ratio = Median.of(lanes.get(0).drains(), measure.number())
                    / Median.of(lanes.get(1).drains(), measure.number());
            row.append(String.format(Locale.ROOT, " %.2f |", ratio));
        }
        return row.append('\n').toString();
    }
}
