package dev.typesync.benchmarks.delivery;

import dev.typesync.testkit.PostgresServer;
import dev.typesync.testkit.TypesenseServer;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;

/** Runs cases, each with its own database and its own application. Not thread-safe. */
record HeapRun(PostgresServer postgres, TypesenseServer typesense, int megabytes, Duration patience) {
    HeapResult of(HeapCase heapCase) throws Exception {
        Installation installation =
                Installation.create(postgres, typesense, heapCase.tables(), heapCase.ddl(), heapCase.delivery());
        if (heapCase.startsLoaded()) {
            load(installation);
        }
        HeapResult result = measure(heapCase, installation);
        installation.delete();
        typesense.deleteCollections(installation.deployment().collectionPrefix());
        return result;
    }

    private void load(Installation installation) throws Exception {
        try (ApplicationProcess application = ApplicationProcess.start(
                DriverJar.current(), installation.deployment().url(), megabytes, false)) {
            Delivered.await(installation, application, patience);
        }
    }

    private HeapResult measure(HeapCase heapCase, Installation installation) throws Exception {
        boolean isBare = heapCase.jar().equals(DriverJar.bare());
        String url = isBare
                ? installation.deployment().plainUrl()
                : installation.deployment().url();
        try (Connection plain = installation.deployment().connectPlain();
                ApplicationProcess application = ApplicationProcess.start(heapCase.jar(), url, megabytes, true)) {
            long start = System.nanoTime();
            Optional<String> problem = deliver(heapCase, installation, application, plain);
            double seconds = (System.nanoTime() - start) / 1e9;
            Optional<Heap> heap = application.isAlive() ? Optional.of(application.heap()) : Optional.empty();
            return new HeapResult(heapCase.name(), heap, seconds, problem);
        }
    }

    /** Returns the reason why not everything is delivered. */
    private Optional<String> deliver(
            HeapCase heapCase, Installation installation, ApplicationProcess application, Connection plain)
            throws Exception {
        try {
            heapCase.change(installation, application, plain);
            Delivered.await(installation, application, patience);
            return Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
