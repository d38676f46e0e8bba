package dev.typesync.jartest.chaos;

import dev.typesync.testkit.FaultyProxy;
import java.time.Duration;
import java.util.Random;

/** Kills Typesense, and disturbs the ways to it. */
final class TypesenseFaults implements Fault {
    /** Longer than the import of one of the largest rows, so that a batch can be divided. */
    private static final int LONGEST_REQUEST = 200_000;

    private final Installation installation;

    TypesenseFaults(Installation installation) {
        this.installation = installation;
    }

    @Override
    public void begin(PlannedFault fault) {
        if (fault.kind() == FaultKind.KILL_TYPESENSE) {
            installation.typesense().kill9();
            return;
        }
        for (int process = 0; process < Installation.PROCESSES; process++) {
            if (fault.hits(process)) {
                disturb(fault, installation.toTypesense().get(process));
            }
        }
    }

    private static void disturb(PlannedFault fault, FaultyProxy proxy) {
        switch (fault.kind()) {
            case TYPESENSE_CUT -> proxy.cut();
            case TYPESENSE_CONNECTIONS_CUT -> proxy.cutConnections();
            case TYPESENSE_HANGS -> proxy.hang();
            case TYPESENSE_ANSWERS_HANG -> proxy.hangAnswers();
            case TYPESENSE_ANSWERS_CUT -> proxy.cutAnswers();
            case TYPESENSE_ANSWERS_CUT_INSIDE -> proxy.cutInsideAnswers();
            case TYPESENSE_HALF_OPEN -> proxy.swallow();
            case TYPESENSE_SLOW -> proxy.delay(Duration.ofMillis(new Random(fault.seed()).nextLong(5, 200)));
            case TYPESENSE_ANSWERS_503 -> proxy.answer(503, 0);
            case TYPESENSE_ANSWERS_502 -> proxy.answer(502, 0);
            case TYPESENSE_ANSWERS_413 -> proxy.answer(413, LONGEST_REQUEST);
            default -> throw new IllegalArgumentException(fault.kind().name());
        }
    }

    @Override
    public void end(PlannedFault fault) {
        if (fault.kind() == FaultKind.KILL_TYPESENSE) {
            installation.typesense().restart();
        } else {
            installation.toTypesense().forEach(FaultyProxy::pass);
        }
    }
}
