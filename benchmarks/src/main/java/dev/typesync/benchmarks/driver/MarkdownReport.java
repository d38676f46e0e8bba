package dev.typesync.benchmarks.driver;

import java.util.Locale;

/** Formats the results of one comparison as Markdown. */
final class MarkdownReport {
    private MarkdownReport() {}

    static String of(Comparison comparison) {
        StringBuilder text = new StringBuilder();
        text.append("\n### ").append(comparison.workload().name()).append(", ");
        text.append(comparison.threads())
                .append(comparison.threads() == 1 ? " thread" : " threads")
                .append("\n\n");
        text.append("| | operations | wall p50 µs | client CPU µs | server CPU µs | wall | client CPU | server CPU"
                + " | CPU together (smallest to largest round) |\n|---|---|---|---|---|---|---|---|---|\n");
        for (Variant variant : comparison.variants()) {
            text.append(row(comparison, variant));
        }
        return text.toString();
    }

    private static String row(Comparison comparison, Variant variant) {
        Cost cost = comparison.cost(variant);
        String line = String.format(
                Locale.ROOT,
                "| %s | %d | %.1f | %.1f | %.1f |",
                variant.name(),
                cost.operations(),
                cost.wall(),
                cost.client(),
                cost.server());
        if (variant.isBare()) {
            return line + " 1 | 1 | 1 | 1 |\n";
        }
        Cost ratio = comparison.ratio(variant);
        double[] cpu = comparison.cpuRatios(variant);
        return line
                + String.format(
                        Locale.ROOT,
                        " %.2f | %.2f | %.2f | **%.2f** (%.2f to %.2f) |%n",
                        ratio.wall(),
                        ratio.client(),
                        ratio.server(),
                        cpu[cpu.length / 2],
                        cpu[0],
                        cpu[cpu.length - 1]);
    }
}
