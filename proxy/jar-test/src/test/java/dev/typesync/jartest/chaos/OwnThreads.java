package dev.typesync.jartest.chaos;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells the threads of typesync from those of the JVM, of pgjdbc and of the program, whose own begin with {@value
 * #PREFIX}.
 *
 * @param before the names of the threads that there were before the first connection
 */
record OwnThreads(Set<String> before) {
    static final String PREFIX = "chaos-";

    /** pgjdbc's {@code Cleaner} has the JDK's name. */
    private static final List<String> OF_OTHERS =
            List.of(PREFIX, "PostgreSQL-JDBC", "PostgreSQL JDBC", "Cleaner-", "DestroyJavaVM", "Attach Listener");

    static OwnThreads now() {
        return new OwnThreads(names().collect(Collectors.toUnmodifiableSet()));
    }

    /** The names of the threads of typesync and its libraries. */
    List<String> ofTypesync() {
        return names().filter(
                        name -> !before.contains(name) && OF_OTHERS.stream().noneMatch(name::startsWith))
                .sorted()
                .toList();
    }

    private static Stream<String> names() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(Objects::nonNull) // it has ended meanwhile
                .map(ThreadInfo::getThreadName);
    }
}
