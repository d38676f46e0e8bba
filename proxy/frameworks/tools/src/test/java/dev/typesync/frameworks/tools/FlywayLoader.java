package dev.typesync.frameworks.tools;

import dev.typesync.frameworks.UrlChange;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;

/**
 * Loads an older version of Flyway, the plug-in, and the program that uses both. Everything else is the parent's, the
 * driver included.
 */
final class FlywayLoader extends URLClassLoader {
    private static final String PROGRAMS = "dev.typesync.frameworks.tools.flyway.";
    private static final String PLUG_IN = "dev.typesync.flyway.TypesyncDatabaseType";
    private static final String FLYWAY = "org.flywaydb.";
    private static final String SERVICES = "META-INF/services/" + FLYWAY;

    private FlywayLoader(List<URL> jars) {
        super(jars.toArray(URL[]::new), FlywayLoader.class.getClassLoader());
    }

    static FlywayLoader of(String version) throws IOException, ReflectiveOperationException {
        return new FlywayLoader(jars(version, location(FlywayLoader.class), location(Class.forName(PLUG_IN))));
    }

    static FlywayLoader withoutPlugIn(String version) throws IOException {
        return new FlywayLoader(jars(version, location(FlywayLoader.class)));
    }

    private static List<URL> jars(String version, URL... others) throws IOException {
        List<URL> jars = new ArrayList<>(List.of(others));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("target", "flyway", version))) {
            for (Path file : files) {
                jars.add(url(file));
            }
        }
        return jars;
    }

    @SuppressWarnings("unchecked") // each program of that package returns what it saw
    UrlChange.Program<List<Object>> program(String name) throws ReflectiveOperationException {
        return (UrlChange.Program<List<Object>>)
                loadClass(PROGRAMS + name).getDeclaredConstructor().newInstance();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(FLYWAY) && !name.startsWith(PROGRAMS) && !name.equals(PLUG_IN)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return name.startsWith(SERVICES) ? findResources(name) : super.getResources(name);
    }

    private static URL location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    private static URL url(Path file) throws MalformedURLException {
        return file.toUri().toURL();
    }
}
