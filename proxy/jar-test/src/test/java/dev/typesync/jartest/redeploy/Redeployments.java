package dev.typesync.jartest.redeploy;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Runs in a separate JVM. Deploys an application several times, each time in a new class loader, and waits until the
 * loader is collected. The thread that runs the applications lives on, like a worker thread of a server.
 *
 * <p>Arguments: name of the application's class, its URL, number of deployments, file for a heap dump, class path.
 */
public final class Redeployments {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Redeployments() {}

    public static void main(String[] arguments) throws Exception {
        URL[] classPath = Arrays.stream(arguments, 4, arguments.length)
                .map(Redeployments::url)
                .toArray(URL[]::new);
        for (int i = 1; i <= Integer.parseInt(arguments[2]); i++) {
            WeakReference<ClassLoader> loader = deploy(arguments[0], arguments[1], classPath);
            long stopped = System.nanoTime();
            if (!isCollected(loader)) {
                report(loader, Path.of(arguments[3]));
                System.exit(1);
            }
            System.out.println("collected " + i + " after "
                    + Duration.ofNanos(System.nanoTime() - stopped).toMillis() + " ms");
        }
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (java.net.MalformedURLException e) {
            throw new IllegalArgumentException(path, e);
        }
    }

    private static WeakReference<ClassLoader> deploy(String application, String url, URL[] classPath) throws Exception {
        ClassLoader server = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new ChildFirstLoader(classPath, server)) {
            Thread.currentThread().setContextClassLoader(loader);
            Constructor<?> constructor = loader.loadClass(application).getDeclaredConstructor(String.class);
            constructor.setAccessible(true);
            Object running = constructor.newInstance(url);
            ((Callable<?>) running).call();
            ((AutoCloseable) running).close();
            return new WeakReference<>(loader);
        } finally {
            Thread.currentThread().setContextClassLoader(server);
        }
    }

    private static boolean isCollected(WeakReference<ClassLoader> loader) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (loader.get() != null && System.nanoTime() < deadline) {
            System.gc();
            Thread.onSpinWait();
        }
        return loader.get() == null;
    }

    /** Names what may hold the loader: the threads that run, and a heap dump. */
    private static void report(WeakReference<ClassLoader> loader, Path heapDump) throws Exception {
        for (Map.Entry<Thread, StackTraceElement[]> thread :
                Thread.getAllStackTraces().entrySet()) {
            System.out.printf(
                    Locale.ROOT,
                    "%s%s%n",
                    thread.getKey().getName(),
                    thread.getKey().getContextClassLoader() == loader.get() ? ", with the context class loader" : "");
            for (StackTraceElement frame : thread.getValue()) {
                System.out.println("    " + frame);
            }
        }
        Files.deleteIfExists(heapDump); // an existing file is an error
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(heapDump.toString(), true);
        System.out.println("not collected; heap: " + heapDump);
    }
}
