package dev.typesync.jartest.chaos;

import dev.typesync.jartest.chaos.FaultLane.HappenedFault;
import dev.typesync.jartest.chaos.Message.Kind;
import java.util.ArrayList;
import java.util.List;

/** Decides which failures of applications have a fault of the database as their reason. The others are typesync's. */
final class Disconnections {
    private final List<HappenedFault> faults;

    Disconnections(List<HappenedFault> faults) {
        this.faults = faults.stream()
                .filter(happened -> happened.fault().kind().breaksConnectionsOfApplications())
                .toList();
    }

    List<String> withoutReason(List<Message> problems) {
        List<String> unexplained = new ArrayList<>();
        for (Message problem : problems) {
            if (problem.kind() == Kind.WRONG || faults.stream().noneMatch(fault -> explains(fault, problem))) {
                unexplained.add(problem.toString());
            }
        }
        return unexplained;
    }

    /** An application may notice it only when its statement takes too long. */
    private static boolean explains(HappenedFault fault, Message problem) {
        long noticed = fault.endMillis() + 2 * ChaosLimits.STATEMENT_TIMEOUT.toMillis();
        return problem.millis() >= fault.beginMillis() && problem.millis() <= noticed;
    }
}
