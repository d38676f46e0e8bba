package dev.typesync.benchmarks.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Formats the outages as Markdown. */
final class OutageReport {
    private OutageReport() {}

    static String of(Installation installation, List<Outage> outages, int rate, Duration settleTime) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "### %d collections, %d changes/s, kill -9 of Typesense, settleTime %d s%n%n",
                installation.tables().size(),
                rate,
                settleTime.toSeconds()));
        text.append("| outage | away, s | last collection complete, s | median of the collections, s"
                + " | complete only after settleTime |\n|---|---|---|---|---|\n");
        for (int i = 0; i < outages.size(); i++) {
            text.append(row(i + 1, outages.get(i), settleTime));
        }
        text.append("\n| collection | worst, s |\n|---|---|\n");
        for (String table : installation.tables()) {
            double worst = outages.stream()
                    .mapToDouble(outage -> outage.seconds(table))
                    .max()
                    .orElseThrow();
            text.append(String.format(Locale.ROOT, "| %s | %.2f |%n", table, worst));
        }
        return text.toString();
    }

    private static String row(int number, Outage outage, Duration settleTime) {
        return String.format(
                Locale.ROOT,
                "| %d | %.2f | **%.2f** | %.2f | %d |%n",
                number,
                seconds(outage.away()),
                outage.worstSeconds(),
                Median.of(List.copyOf(outage.delivered().values()), OutageReport::seconds),
                outage.waitedFor(settleTime));
    }

    static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
