package dev.typesync.cli;

import dev.typesync.config.PrintableText;
import dev.typesync.replicator.status.CollectionState;
import dev.typesync.replicator.status.CollectionStatus;
import dev.typesync.replicator.status.StatusReader.OwnerStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Formats the status of a collection for people and for programs. */
final class StatusText {
    private StatusText() {}

    static String owner(Optional<OwnerStatus> owner) {
        return owner.map(StatusText::process)
                .map(process -> "owner: " + process)
                .orElse("owner: nobody holds the lease, nothing is replicated; start the application or typesync run");
    }

    /** One line, and another line for each item that needs attention. */
    static String of(CollectionStatus status) {
        StringJoiner lines = new StringJoiner(System.lineSeparator() + "    ");
        lines.add(status.name() + ": " + status.state().text() + figures(status));
        if (status.reason() != null) {
            lines.add(PrintableText.of(status.reason()));
        }
        if (!status.marks().isEmpty()) {
            lines.add("to be reconciled: "
                    + status.marks().entrySet().stream()
                            .map(mark -> mark.getValue() + " x " + PrintableText.of(mark.getKey()))
                            .collect(Collectors.joining(", ")));
        }
        if (status.lastError() != null) {
            lines.add("last error: " + PrintableText.of(status.lastError()));
        }
        return lines.toString();
    }

    private static String figures(CollectionStatus status) {
        StringBuilder text = new StringBuilder(", ");
        text.append(status.documents() < 0 ? "documents not counted yet" : status.documents() + " documents");
        text.append(", ").append(status.waiting()).append(" waiting");
        if (status.waiting() > 0) {
            text.append(" (oldest ").append(seconds(status.oldest())).append(')');
        }
        if (status.lagP50() != null && status.lagP99() != null) {
            text.append(", lag p50 ").append(seconds(status.lagP50()));
            text.append(" p99 ").append(seconds(status.lagP99()));
        }
        if (status.state() == CollectionState.LOADING && status.loadTotal() > 0) {
            text.append(", loaded ")
                    .append(status.loaded())
                    .append(" of about ")
                    .append(status.loadTotal());
        }
        return text.append(", ")
                .append(status.deadLetters())
                .append(" dead letters")
                .toString();
    }

    static Map<String, @Nullable Object> json(CollectionStatus status, Optional<OwnerStatus> owner) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("collection", status.name());
        json.put("state", status.state().text());
        json.put("reason", status.reason());
        json.put("documents", status.documents() < 0 ? null : status.documents());
        json.put("waiting", status.waiting());
        json.put("oldestMs", status.oldest().toMillis());
        json.put("lagP50Ms", millis(status.lagP50()));
        json.put("lagP99Ms", millis(status.lagP99()));
        json.put("lastError", status.lastError());
        json.put("deadLetters", status.deadLetters());
        json.put("marks", status.marks());
        json.put("loaded", status.loaded());
        json.put("loadTotal", status.loadTotal());
        json.put("owner", owner.map(StatusText::process).orElse(null));
        return json;
    }

    private static String process(OwnerStatus owner) {
        return PrintableText.of(
                owner.host() == null ? owner.process() : "process " + owner.pid() + " on " + owner.host());
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() >= 10 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
