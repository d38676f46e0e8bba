package dev.typesync.cli;

import dev.typesync.typesense.CollectionAdministration;
import dev.typesync.typesense.TypesenseException;
import java.util.function.Consumer;

/** What the doctor asks Typesense, apart from the collections. */
final class TypesenseCheck {
    private static final String SUBJECT = "Typesense";

    private TypesenseCheck() {}

    /** Tells whether the collections can be looked at. */
    static boolean run(CollectionAdministration typesense, Consumer<Finding> found) {
        try {
            if (!typesense.isHealthy()) {
                found.accept(Finding.unreachable(
                        SUBJECT, "no node says that it is ready", "start it, or mend typesense.nodes"));
                return false;
            }
            typesense.list();
            found.accept(Finding.ok(SUBJECT, "version " + typesense.version() + ", and the key is accepted"));
            return true;
        } catch (TypesenseException e) {
            found.accept(finding(e));
            return false;
        }
    }

    private static Finding finding(TypesenseException failure) {
        String fact = String.valueOf(failure.getMessage());
        return switch (failure.kind()) {
            case UNAUTHORIZED ->
                Finding.action(
                        SUBJECT, fact, "give typesense.apiKey a key that may do everything with the collections");
            case UNREACHABLE, BUSY -> Finding.unreachable(SUBJECT, fact, "start it, or mend typesense.nodes");
            case NOT_FOUND, CONFLICT, OUT_OF_RESOURCES, BAD_REQUEST, INTERRUPTED ->
                Finding.action(SUBJECT, fact, "see the server's log");
        };
    }
}
