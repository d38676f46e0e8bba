package dev.typesync.jartest.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ApplicationLogsTest {
    private static final String LOGGER = "12:00:00.000 INFO dev.typesync.replicator ";
    private static final String OWNER_1 = LOGGER + "this process replicates now (epoch 1)";
    private static final String OWNER_12 = LOGGER + "this process replicates now (epoch 12)";

    @Test
    void findsAnEpochOfTwoOwners() {
        assertThat(logs(List.of(OWNER_1, OWNER_1), List.of(OWNER_12)).epochsOfTwoOwners())
                .isEmpty();
        assertThat(logs(List.of(OWNER_1, OWNER_12), List.of(OWNER_12)).epochsOfTwoOwners())
                .containsExactly(OWNER_12);
        assertThat(logs(List.of(OWNER_1), List.of(OWNER_12)).owners()).isEqualTo(2);
    }

    @Test
    void findsComparisons() {
        String comparison = LOGGER + "collection items is compared with its table: 0 documents differed (1 marks, …)";
        assertThat(logs(List.of(OWNER_1), List.of(comparison)).comparisons()).containsExactly(comparison);
    }

    @Test
    void findsErrorsOfTypesync() {
        String memory = "java.lang.OutOfMemoryError: Java heap space";
        String internal = LOGGER + "an internal error of typesync; it tries again; please report this";
        String thread = "Exception in thread \"typesync-lease\" java.lang.Error";
        assertThat(logs(List.of(OWNER_1, memory), List.of(internal, thread)).forbidden())
                .containsExactly(memory, internal, thread);
    }

    private static ApplicationLogs logs(List<String> first, List<String> second) {
        return new ApplicationLogs(List.of(first, second));
    }
}
