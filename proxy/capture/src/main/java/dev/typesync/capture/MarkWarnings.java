package dev.typesync.capture;

import dev.typesync.capture.change.Mark;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Logs a warning for marks that somebody can avoid, once for each table and cause. Thread-safe. */
final class MarkWarnings {
    private static final Logger LOG = System.getLogger("dev.typesync.capture");

    private final Set<Mark> logged = ConcurrentHashMap.newKeySet();

    void log(List<Mark> marks) {
        for (Mark mark : marks) {
            if (mark.cause().isWorthAWarning() && logged.add(mark)) {
                LOG.log(
                        Level.WARNING,
                        "{0} is changed in a way whose rows are unknown ({1}): the whole table is compared with its"
                                + " index after such statements, at most every delivery.reconcileInterval; typesync"
                                + " doctor names the cause",
                        mark.table().quoted(),
                        mark.cause().text());
            }
        }
    }
}
