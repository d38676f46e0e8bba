package dev.typesync.benchmarks.delivery;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * Records the largest use of this JVM's heap directly after a garbage collection, in bytes. A collection of young
 * objects leaves garbage among the old ones, so its numbers are too large. After a full collection the use is what can
 * be reached. Thread-safe.
 */
final class PeakHeap {
    private static final String FULL = "System.gc()";

    private final Set<String> heapPools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());
    private final AtomicLong afterAny = new AtomicLong();
    private final AtomicLong afterFull = new AtomicLong();

    private PeakHeap() {}

    /** @param collect whether to force a full collection each second */
    static PeakHeap record(boolean collect) {
        PeakHeap peak = new PeakHeap();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector).addNotificationListener((event, none) -> peak.add(event), null, null);
        }
        if (collect) {
            ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "full collections");
                thread.setDaemon(true);
                return thread;
            });
            var unused = clock.scheduleWithFixedDelay(System::gc, 1, 1, TimeUnit.SECONDS);
        }
        return peak;
    }

    private void add(Notification event) {
        if (!event.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            return;
        }
        GarbageCollectionNotificationInfo info =
                GarbageCollectionNotificationInfo.from((CompositeData) event.getUserData());
        long used = used(info.getGcInfo());
        afterAny.accumulateAndGet(used, Math::max);
        if (info.getGcCause().equals(FULL)) {
            afterFull.accumulateAndGet(used, Math::max);
        }
    }

    private long used(GcInfo collection) {
        return collection.getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> heapPools.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
    }

    /** Both peaks: after any collection and after a full one. */
    String text() {
        return afterAny + " " + afterFull;
    }
}
