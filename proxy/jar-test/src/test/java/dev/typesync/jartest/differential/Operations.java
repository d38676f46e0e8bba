package dev.typesync.jartest.differential;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The calls of one side in the order of time. Its clock is that of the server, which runs on the same machine. */
final class Operations {
    private final List<Operation> operations = new ArrayList<>();
    private List<String> texts = List.of();
    private String prepared = "";
    private boolean hasStream;
    private long step;

    void beginStep(long number) {
        step = number;
        texts = List.of();
        prepared = "";
        hasStream = false;
    }

    long step() {
        return step;
    }

    void text(String sql) {
        List<String> more = new ArrayList<>(texts);
        more.add(sql);
        texts = List.copyOf(more);
    }

    /** The server's instants have microseconds, so the begin is rounded down to them. */
    void called(String method, Instant begin, Instant end) {
        if (method.startsWith("Connection.prepare")) {
            prepared = method;
        }
        hasStream |= method.endsWith("Stream");
        operations.add(
                new Operation(step, begin.truncatedTo(ChronoUnit.MICROS), end, method, prepared, hasStream, texts));
    }

    /** The call that ran at this time. */
    Operation at(Instant instant) {
        int low = 0;
        int high = operations.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (operations.get(middle).begin().isAfter(instant)) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        Operation found = operations.get(low);
        if (!found.contains(instant)) {
            throw new IllegalStateException("no call ran at " + instant + "; the last one before was " + found);
        }
        return found;
    }
}
