package dev.typesync.benchmarks.pace;

import dev.typesync.testkit.TypesenseServer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Searches for the document of row 1 every millisecond, and remembers when each of its versions was found first. */
final class MarkWatcher implements AutoCloseable {
    private static final Pattern VERSION = Pattern.compile("\"version\":\\s*(-\\d+)");
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Map<Integer, Long> found = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean isClosed;

    private MarkWatcher(TypesenseServer typesense, String collection) {
        String path = "/collections/" + collection + "/documents/search?q=*&filter_by=version:%3C0";
        this.thread = new Thread(() -> watch(typesense, path), "marks");
    }

    static MarkWatcher start(TypesenseServer typesense, String collection) {
        MarkWatcher watcher = new MarkWatcher(typesense, collection);
        watcher.thread.setDaemon(true);
        watcher.thread.start();
        return watcher;
    }

    private void watch(TypesenseServer typesense, String path) {
        while (!isClosed) {
            String answer = typesense.request("GET", path, null).body();
            long now = System.nanoTime();
            Matcher version = VERSION.matcher(answer);
            if (version.find()) {
                found.putIfAbsent(Integer.parseInt(version.group(1)), now);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(1);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** When the version, or a later one, was found first. Versions go down. */
    long foundNanos(int version) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end) {
            long first = found.entrySet().stream()
                    .filter(entry -> entry.getKey() <= version)
                    .mapToLong(Map.Entry::getValue)
                    .min()
                    .orElse(0);
            if (first != 0) {
                return first;
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        throw new IllegalStateException("version " + version + " was not found");
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
