package dev.typesync.jdbc.spring;

import dev.typesync.jdbc.refusal.Refusal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;

/**
 * Shows typesync's own errors as Boot shows its own: a description and an action, without the stack trace of the
 * framework.
 */
final class RefusalAnalyzer implements FailureAnalyzer, Ordered {
    private static final String OFF =
            " To start without typesync, set typesync.enabled=false in the URL or TYPESYNC_ENABLED=false in the"
                    + " environment.";

    /** Before Boot's analyzers: they know only the frameworks around the error. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 100;
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        return Refusal.in(failure)
                .or(() -> lacksDialect(failure) ? Refusal.latest() : Optional.empty())
                .map(refusal -> new FailureAnalysis(refusal.message(), action(refusal), failure))
                .orElse(null);
    }

    /** Hibernate's error after it could not connect. Its cause is only in the log. */
    private static boolean lacksDialect(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each.getClass().getName().equals("org.hibernate.HibernateException")
                    && String.valueOf(each.getMessage()).startsWith("Unable to determine Dialect")) {
                return true;
            }
        }
        return false;
    }

    private static String action(Refusal refusal) {
        return switch (refusal.sqlState()) {
            case Refusal.CONFIG_FILE_ERROR -> "Write or correct the configuration as described above." + OFF;
            case Refusal.INSUFFICIENT_PRIVILEGE -> "Have a role that may do so execute the statements above." + OFF;
            case Refusal.INVALID_PARAMETER_VALUE ->
                "Correct the parameter in the URL or in the properties of the data source.";
            default -> "Correct the URL of the data source, or add the database's driver to the class path.";
        };
    }
}
