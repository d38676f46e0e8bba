package dev.typesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * No thread waits for a database, a network or another thread while it holds a monitor. Before Java 24 a virtual thread
 * that does so occupies its carrier thread. Code that waits holds a {@code ReentrantLock} instead.
 */
@AnalyzeClasses(locations = ModuleClasses.class)
class MonitorTest {
    private static final Set<Class<? extends Exception>> OF_CALLS_THAT_WAIT =
            Set.of(SQLException.class, IOException.class, InterruptedException.class);

    @ArchTest
    static void synchronizedMethodsCallNothingThatWaits(JavaClasses all) {
        List<JavaCodeUnit> withMonitor = all.stream()
                .flatMap(type -> type.getCodeUnits().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.SYNCHRONIZED))
                .toList();

        assertThat(withMonitor).isNotEmpty();
        assertThat(withMonitor)
                .allSatisfy(method -> assertThat(callsThatWait(method))
                        .as(method.getFullName())
                        .isEmpty());
    }

    /** The byte code does not show where a block ends. A method with the keyword does. */
    @ArchTest
    static void nobodyHasASynchronizedBlock(JavaClasses all) throws IOException {
        assertThat(all).isNotEmpty();
        List<Path> sources = new ArrayList<>();
        for (String module : ModuleClasses.MODULES) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        assertThat(sources).hasSizeGreaterThan(300);
        assertThat(sources)
                .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain("synchronized ("));
    }

    private static List<String> callsThatWait(JavaCodeUnit method) {
        List<String> found = new ArrayList<>();
        Set<JavaCodeUnit> seen = new HashSet<>(Set.of(method));
        Deque<JavaCodeUnit> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            for (JavaCall<?> call : open.pop().getCallsFromSelf()) {
                if (OF_CALLS_THAT_WAIT.stream()
                        .anyMatch(type -> call.getTarget().getThrowsClause().containsType(type))) {
                    found.add(call.getDescription());
                }
                call.getTarget()
                        .resolveMember()
                        .filter(called -> called.getOwner().getPackageName().startsWith("dev.typesync"))
                        .filter(seen::add)
                        .ifPresent(open::push);
            }
        }
        return found;
    }
}
