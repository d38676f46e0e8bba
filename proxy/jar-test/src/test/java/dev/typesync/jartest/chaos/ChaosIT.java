package dev.typesync.jartest.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills, stops and cuts everything at random, in three applications that write, and then compares documents and rows.
 *
 * <p>{@code make chaos SECONDS=1800 SEED=…} runs it for longer. {@code -Dtypesync.chaos.without=KIND,KIND} leaves kinds
 * of faults out, and {@code -Dtypesync.chaos.form=FORM} runs one form only. The logs of the applications and of the
 * faults stay in {@code target/chaos}.
 */
class ChaosIT {
    private static final long SEED = Long.getLong("typesync.seed", 1);

    /** The time with faults, for both forms together. */
    private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("typesync.chaos.seconds", 30L));

    private static final Set<FaultKind> WITHOUT = Arrays.stream(
                    System.getProperty("typesync.chaos.without", "").split(",", -1))
            .filter(name -> !name.isEmpty())
            .map(FaultKind::valueOf)
            .collect(Collectors.toUnmodifiableSet());

    private static final String FORM = System.getProperty("typesync.chaos.form", "");

    static List<Form> forms() {
        return FORM.isEmpty() ? List.of(Form.values()) : List.of(Form.valueOf(FORM));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void documentsEqualRowsAfterEverythingHasFailed(Form form) throws Exception {
        System.out.println("typesync.seed=" + SEED);
        Duration length = LENGTH.dividedBy(forms().size());
        Path directory = Path.of("target", "chaos", form + "-" + SEED);
        Files.createDirectories(directory);

        ChaosReport report;
        try (Installation installation = Installation.start(directory.toAbsolutePath())) {
            report = new ChaosRun(form, SEED, directory, installation).run(length, WITHOUT);
        }

        System.out.println(report.summary());
        assertThat(report.violations())
                .as("violations; seed %s, logs in %s", SEED, directory)
                .isEmpty();
    }
}
