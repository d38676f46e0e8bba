package dev.typesync.cli;

import dev.typesync.typesense.CollectionAdministration;
import dev.typesync.typesense.TypesenseException;
import java.util.function.Consumer;

/** Checks Typesense for the doctor, except for the collections. */
final class TypesenseCheck {
    private static final String SUBJECT = "Typesense";

    private TypesenseCheck() {}

    /** Returns whether the collections can be checked. */
    static boolean run(CollectionAdministration typesense, Consumer<Finding> found) {
        try {
            if (!typesense.isHealthy()) {
                found.accept(Finding.unreachable(
                        SUBJECT, "no node reports that it is ready", "start the server, or correct typesense.nodes"));
                return false;
            }
            typesense.list();
            found.accept(Finding.ok(SUBJECT, "version " + typesense.version() + ", and it accepts the key"));
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
                Finding.action(SUBJECT, fact, "set typesense.apiKey to a key that has all rights on the collections");
            case UNREACHABLE, BUSY ->
                Finding.unreachable(SUBJECT, fact, "start the server, or correct typesense.nodes");
            case NOT_FOUND, CONFLICT, OUT_OF_RESOURCES, BAD_REQUEST, INTERRUPTED ->
                Finding.action(SUBJECT, fact, "see the log of the server");
        };
    }
}
