package dev.typesync.benchmarks.delivery;

import java.util.List;
import java.util.Locale;

/** Formats the use of the heap as Markdown. */
final class HeapReport {
    private HeapReport() {}

    /** @param bare the application without typesync */
    static String of(int megabytes, HeapResult bare, List<HeapResult> results) {
        StringBuilder text = new StringBuilder("### Peak of the used heap, in MB, with -Xmx" + megabytes + "m\n\n");
        text.append("| | reachable | above pgjdbc alone | after any collection | seconds | delivered |\n");
        text.append("|---|---|---|---|---|---|\n");
        Heap base = bare.heap().orElseThrow();
        text.append(row(base, bare));
        results.forEach(result -> text.append(row(base, result)));
        return text.toString();
    }

    private static String row(Heap base, HeapResult result) {
        String numbers = result.heap()
                .map(heap -> String.format(
                        Locale.ROOT,
                        "%.1f | **%.1f** | %.1f",
                        megabytes(heap.afterFull()),
                        megabytes(heap.afterFull() - base.afterFull()),
                        megabytes(heap.afterAny())))
                .orElse("| |");
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.1f | %s |%n",
                result.name(),
                numbers,
                result.seconds(),
                result.problem().map(problem -> "no: " + problem).orElse("yes"));
    }

    private static double megabytes(long bytes) {
        return bytes / 1048576.0;
    }
}
