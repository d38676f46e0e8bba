package dev.typesync.jartest.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.typesync.jartest.Delivery;
import dev.typesync.testkit.Deployment;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several databases, configurations, data sources and copies of the jar in one JVM at the same time. */
class NeighboursIT {
    @TempDir
    private Path directory;

    @Test
    void replicatesTwoDatabasesWithTwoConfigurations() throws Exception {
        Deployment shop = deploy("collections:\n  products: {}\n");
        Deployment library = deploy("collections:\n  books: { table: products, columns: [id, name] }\n");
        try (Connection inShop = shop.connect();
                Connection inLibrary = library.connect()) {
            insert(inShop, "kettle");
            insert(inLibrary, "atlas");
            insert(inShop, "pot");
        }
        Delivery.await(shop);
        Delivery.await(library);

        assertThat(names(shop, "products")).containsExactly("kettle", "pot");
        assertThat(names(library, "books")).containsExactly("atlas");
        assertThat(shop.documents("books").status()).isEqualTo(404);
    }

    @Test
    void urlsWithOtherParametersShareOneReplicator() throws Exception {
        Deployment shop = deploy("collections:\n  products: {}\n");
        try (Connection first = DriverManager.getConnection(shop.url() + "&ApplicationName=first");
                Connection second = DriverManager.getConnection(
                        shop.url() + "&ApplicationName=second&reWriteBatchedInserts=true")) {
            insert(first, "kettle");
            insert(second, "pot");
        }
        Delivery.await(shop);

        assertThat(names(shop, "products")).containsExactly("kettle", "pot");
        assertThat(replicators(shop)).isEqualTo(1);
    }

    /** As in an application server: each application has its own copy of the jar, possibly in another version. */
    @Test
    void twoClassLoadersHaveTheirOwnTypesync() throws Exception {
        Deployment shop = deploy("collections:\n  products: {}\n");
        try (URLClassLoader first = loader();
                URLClassLoader second = loader();
                AutoCloseable oneApplication = application(first, shop);
                AutoCloseable otherApplication = application(second, shop)) {
            ((Callable<?>) oneApplication).call();
            ((Callable<?>) otherApplication).call();
            await().untilAsserted(() -> assertThat(replicators(shop)).isEqualTo(2));
        }
        assertThat(names(shop, "products")).hasSize(8);
        assertThat(replicators(shop)).as("both applications are stopped").isZero();
    }

    @Test
    void theJarMayBeTwiceOnTheClassPath() throws Exception {
        Deployment shop = deploy("collections:\n  products: {}\n");
        Path copy = Files.copy(InstalledJar.path(), directory.resolve("copy.jar"));
        List<Path> classPath = new ArrayList<>(InstalledJar.minimalClassPath());
        classPath.add(copy);

        Jvm.Result program = Jvm.ofTheTests()
                .run("java", List.of("-cp", Jvm.path(classPath), OrdinaryProgram.class.getName(), shop.url()));

        assertThat(program.exitCode()).as(program.output()).isZero();
        assertThat(names(shop, "products")).containsExactly("whistling kettle");
    }

    private Deployment deploy(String collections) throws Exception {
        return Deployment.ofProducts(directory, collections);
    }

    private static URLClassLoader loader() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (Path entry : InstalledJar.minimalClassPath()) {
            urls.add(entry.toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static AutoCloseable application(ClassLoader loader, Deployment shop) throws Exception {
        var constructor = loader.loadClass("dev.typesync.jartest.redeploy.DriverApplication")
                .getDeclaredConstructor(String.class);
        constructor.setAccessible(true);
        return (AutoCloseable) constructor.newInstance(shop.url());
    }

    private static void insert(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into products (name) values ('" + name + "')");
        }
    }

    private static List<Object> names(Deployment shop, String collection) {
        return shop.documents(collection).byId().values().stream()
                .map(document -> document.get("name"))
                .toList();
    }

    /** The processes that sent signs of life: one for each runtime. They are removed when it is closed. */
    private static long replicators(Deployment shop) throws SQLException {
        try (Connection plain = shop.connectPlain();
                Statement statement = plain.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from typesync.process")) {
            count.next();
            return count.getLong(1);
        }
    }
}
