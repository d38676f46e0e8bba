package dev.typesync.capture;

import dev.typesync.capture.change.Mark;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Logs a warning for marks that somebody can avoid, once for each table and cause. Thread-safe. */
final class MarkWarnings {
    private static final Logger LOG = System.getLogger("dev.typesync.capture");
    private static final Pattern LINE_END = Pattern.compile("\\R");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final Set<Mark> logged = ConcurrentHashMap.newKeySet();
    private final Set<Failure> loggedFailures = ConcurrentHashMap.newKeySet();

    /**
     * A kind of failure.
     *
     * @param table quoted; null: of no table that is known
     * @param kind the SQLState, or the class of a fault of typesync
     */
    private record Failure(@Nullable String table, String kind) {}

    void log(List<Mark> marks) {
        for (Mark mark : marks) {
            if (mark.cause().isWorthAWarning() && logged.add(mark)) {
                LOG.log(
                        Level.WARNING,
                        "{0} is changed in a way whose rows are unknown ({1}): the whole table is compared with its"
                                + " index after such statements, at most every delivery.reconcileInterval; typesync"
                                + " doctor names the cause",
                        mark.table(),
                        mark.cause().text());
            }
        }
    }

    /**
     * A question to the server failed, and the tables are marked for that. Logged once for each table and kind of
     * failure.
     *
     * @param noCatalog the catalog was never read: a table that the text does not name may change unseen
     */
    void logUnanswered(List<Mark> marks, boolean noCatalog, Exception failure) {
        Throwable reason = Questions.reason(failure);
        String kind = kind(reason);
        for (Mark mark : marks) {
            if (loggedFailures.add(new Failure(mark.table().quoted(), kind))) {
                LOG.log(
                        Level.WARNING,
                        "{0} is changed, but a question of typesync about the statement failed: {1}. The statement was"
                                + " sent as it is, and the whole table is compared with its index. {2}",
                        mark.table(),
                        text(reason),
                        remedy(reason));
            }
        }
        if (marks.isEmpty() && noCatalog && loggedFailures.add(new Failure(null, kind))) {
            LOG.log(
                    Level.WARNING,
                    "typesync cannot read the catalog: {0}. Until it can, a change is seen only if its statement names"
                            + " a table of a collection. {1} Then have the tables compared.",
                    text(reason),
                    remedy(reason));
        }
    }

    private static String kind(Throwable reason) {
        return reason instanceof SQLException e
                ? String.valueOf(e.getSQLState())
                : reason.getClass().getName();
    }

    /**
     * On one line: the server's message may have a name that another role has chosen. The message of a fault may have
     * values of the application, so its place is shown instead.
     */
    private static String text(Throwable reason) {
        if (!(reason instanceof SQLException e)) {
            StackTraceElement[] places = reason.getStackTrace();
            return reason.getClass().getName() + (places.length == 0 ? "" : " at " + places[0]);
        }
        String message = String.valueOf(e.getMessage());
        String line = CONTROL.matcher(LINE_END.split(message, 2)[0]).replaceAll("?");
        return line + " (SQLState " + e.getSQLState() + ")";
    }

    private static String remedy(Throwable reason) {
        if (!(reason instanceof SQLException e)) {
            return "This is a fault of typesync; please report it.";
        }
        return switch (String.valueOf(e.getSQLState())) {
            case "57014" ->
                "If statement_timeout ended the question, set a longer one for the application; the catalog is read"
                        + " once a minute.";
            case "55P03", "40P01" -> "Another session holds a lock: see pg_locks and pg_blocking_pids().";
            case "42501" -> "Grant the role the right that the error names.";
            default -> "Correct what the error names.";
        };
    }
}
