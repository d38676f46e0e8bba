package dev.typesync.jartest.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void isTheSameForOneSeed() {
        assertThat(plan(Form.EVERYTHING, 7)).isEqualTo(plan(Form.EVERYTHING, 7)).isNotEqualTo(plan(Form.EVERYTHING, 8));
    }

    @Test
    void containsEachKindThatTheFormAllows() {
        assertThat(kinds(plan(Form.EVERYTHING, 7))).isEqualTo(EnumSet.allOf(FaultKind.class));
        assertThat(kinds(plan(Form.KEYS_ONLY, 7)))
                .isEqualTo(EnumSet.complementOf(EnumSet.of(FaultKind.POISON, FaultKind.FAIL_OVER, FaultKind.RESTORE)));
    }

    @Test
    void leavesKindsOut() {
        FaultPlan plan = FaultPlan.of(Form.EVERYTHING, 7, HOUR, EnumSet.complementOf(EnumSet.of(FaultKind.POISON)));
        assertThat(kinds(plan)).containsExactly(FaultKind.POISON);
    }

    @Test
    void hasNoOverlappingFaultsInOneLane() {
        for (List<PlannedFault> lane : plan(Form.EVERYTHING, 7).lanes().values()) {
            for (int i = 1; i < lane.size(); i++) {
                PlannedFault before = lane.get(i - 1);
                assertThat(lane.get(i).at()).isGreaterThan(before.at().plus(before.length()));
            }
        }
    }

    private static FaultPlan plan(Form form, long seed) {
        return FaultPlan.of(form, seed, HOUR, Set.of());
    }

    private static Set<FaultKind> kinds(FaultPlan plan) {
        return plan.lanes().values().stream()
                .flatMap(Collection::stream)
                .map(PlannedFault::kind)
                .collect(Collectors.toSet());
    }
}
