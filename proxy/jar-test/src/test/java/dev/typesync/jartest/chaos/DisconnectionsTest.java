package dev.typesync.jartest.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.typesync.jartest.chaos.FaultLane.HappenedFault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisconnectionsTest {
    private static final long BEGIN = 1_000_000;
    private static final long END = 1_005_000;
    private static final Message BROKEN = new Message(Message.Kind.DISCONNECTED, BEGIN + 1, "08006");

    @Test
    void explainsABrokenConnectionByAFaultOfTheDatabase() {
        assertThat(after(FaultKind.DATABASE_CUT).withoutReason(List.of(BROKEN))).isEmpty();
    }

    @Test
    void findsAnErrorBeforeTheFaultAndAnErrorThatNoFaultExplains() {
        Message before = new Message(Message.Kind.DISCONNECTED, BEGIN - 1, "08006");
        Message wrong = new Message(Message.Kind.WRONG, BEGIN + 1, "42501");
        Disconnections afterCut = after(FaultKind.DATABASE_CUT);
        assertThat(afterCut.withoutReason(List.of(before, wrong))).containsExactly(before.toString(), wrong.toString());
    }

    @Test
    void doesNotExcuseTypesyncByAFaultThatHitsOnlyTypesync() {
        for (FaultKind kind : List.of(
                FaultKind.BACKENDS_TERMINATED, FaultKind.BACKEND_STOPPED, FaultKind.POISON, FaultKind.KILL_TYPESENSE)) {
            assertThat(after(kind).withoutReason(List.of(BROKEN)))
                    .as(kind.name())
                    .hasSize(1);
        }
    }

    private static Disconnections after(FaultKind kind) {
        PlannedFault fault = new PlannedFault(Duration.ZERO, kind, 0, Duration.ofSeconds(5), 7);
        return new Disconnections(List.of(new HappenedFault(fault, BEGIN, END)));
    }
}
