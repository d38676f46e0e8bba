package dev.typesync.pgjdbc;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The program of the JVM that runs pgjdbc's tests. Writes one {@link TestOutcome} to a line. */
final class SuiteRun {
    /** The property with what stands before {@code postgresql://} in each URL. */
    static final String PREFIX_PROPERTY = "suite.prefix";

    private SuiteRun() {}

    /**
     * Runs the tests.
     *
     * @param arguments the folder of the classes, the file for the outcomes, and the classes to run; without them all
     */
    public static void main(String[] arguments) throws IOException {
        LauncherDiscoveryRequestBuilder tests = LauncherDiscoveryRequestBuilder.request()
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
                .configurationParameter("junit.jupiter.execution.timeout.default", "5 m")
                .filters(ClassNameFilter.includeClassNamePatterns(".*Test"));
        if (arguments.length == 2) {
            tests.selectors(selectClasspathRoots(Set.of(Path.of(arguments[0]))));
        }
        for (int i = 2; i < arguments.length; i++) {
            tests.selectors(selectClass(arguments[i]));
        }
        LauncherDiscoveryRequest request = tests.build();
        try (PrintWriter outcomes = new PrintWriter(Files.newBufferedWriter(Path.of(arguments[1])))) {
            LauncherFactory.create().execute(request, new Recorder(outcomes));
        }
        System.exit(0); // some tests of pgjdbc leave threads
    }

    private record Recorder(PrintWriter outcomes) implements TestExecutionListener {
        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            write(test, "SKIPPED", reason);
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            TestExecutionResult.Status status = result.getStatus();
            if (test.isTest() || status != TestExecutionResult.Status.SUCCESSFUL) {
                write(
                        test,
                        status.name(),
                        result.getThrowable().map(SuiteRun::reason).orElse(""));
            }
        }

        private void write(TestIdentifier test, String status, String reason) {
            String method = test.getSource().map(SuiteRun::name).orElse("-");
            outcomes.println(new TestOutcome(test.getUniqueId(), status, method, reason).line());
            outcomes.flush();
        }
    }

    /** The message, and the places in the test and in the drivers. */
    private static String reason(Throwable failure) {
        StringBuilder reason = new StringBuilder(failure.toString());
        for (StackTraceElement frame : failure.getStackTrace()) {
            String type = frame.getClassName();
            if (type.startsWith("org.postgresql.") || type.startsWith("dev.typesync.")) {
                reason.append(" at ").append(frame);
            }
        }
        return reason.toString();
    }

    private static String name(TestSource source) {
        if (source instanceof MethodSource method) {
            return method.getClassName() + "#" + method.getMethodName();
        }
        return source instanceof ClassSource type ? type.getClassName() : source.toString();
    }
}
