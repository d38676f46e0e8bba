package dev.typesync.benchmarks.driver;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Driver;

/**
 * The driver's jar of an earlier version, next to this version in the same JVM. Its classes come from the jar alone;
 * they share pgjdbc with this version. Thread-safe.
 */
final class BaselineJar implements AutoCloseable {
    private final URLClassLoader loader;
    private final Driver driver;

    private BaselineJar(URLClassLoader loader, Driver driver) {
        this.loader = loader;
        this.driver = driver;
    }

    static BaselineJar open(Path jar) throws IOException {
        URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, new OnlyPgjdbc());
        try {
            Class<?> type = Class.forName("dev.typesync.jdbc.TypesyncDriver", true, loader);
            return new BaselineJar(
                    loader, (Driver) type.getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            loader.close();
            throw new IOException(jar + " holds no driver of typesync that can be created", e);
        }
    }

    Driver driver() {
        return driver;
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }

    /** Shows the classes of the JDK and of pgjdbc, and hides those of this version. */
    private static final class OnlyPgjdbc extends ClassLoader {
        OnlyPgjdbc() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (!name.startsWith("org.postgresql.")) {
                throw new ClassNotFoundException(name);
            }
            return Class.forName(name, false, BaselineJar.class.getClassLoader());
        }
    }
}
