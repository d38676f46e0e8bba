package dev.typesync.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The classes that applications load before they connect must load without pgjdbc on the class path. */
class WithoutPgjdbcTest {
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void loadsDriverAndDataSourcesAndReportsTheMissingDriver() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            assertThatThrownBy(() -> loader.loadClass("org.postgresql.Driver"))
                    .isInstanceOf(ClassNotFoundException.class);
            Driver driver = (Driver) instance(loader, "TypesyncDriver");
            assertThat(driver.acceptsURL("jdbc:typesync:postgresql:shop")).isTrue();
            assertNoDriver(() -> driver.connect("jdbc:typesync:postgresql:shop?typesync.enabled=false", null));

            DataSource dataSource = (DataSource) instance(loader, "TypesyncDataSource");
            setUrl(dataSource);
            assertNoDriver(dataSource::getConnection);

            XADataSource xaDataSource = (XADataSource) instance(loader, "TypesyncXADataSource");
            setUrl(xaDataSource);
            assertNoDriver(xaDataSource::getXAConnection);
        }
    }

    private static void setUrl(Object dataSource) throws ReflectiveOperationException {
        dataSource.getClass().getMethod("setUrl", String.class).invoke(dataSource, "jdbc:postgresql:shop");
    }

    private static void assertNoDriver(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("no JDBC driver accepts jdbc:postgresql:shop");
    }

    private static Object instance(ClassLoader loader, String name) throws ReflectiveOperationException {
        return Class.forName("dev.typesync.jdbc." + name, true, loader)
                .getDeclaredConstructor()
                .newInstance();
    }

    private static URL[] classPath() throws Exception {
        List<Path> entries = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(entry -> !entry.getFileName().toString().startsWith("postgresql-"))
                .toList();
        URL[] urls = new URL[entries.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = entries.get(i).toUri().toURL();
        }
        return urls;
    }
}
