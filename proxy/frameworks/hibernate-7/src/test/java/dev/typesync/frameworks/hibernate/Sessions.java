package dev.typesync.frameworks.hibernate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;

/** Starts Hibernate as an application does that has no container. */
final class Sessions {
    /** Hibernate's own pool. Where there is a module for another pool, Hibernate takes that by default. */
    static final String OWN_POOL = "org.hibernate.engine.jdbc.connections.internal.DriverManagerConnectionProviderImpl";

    private static final String NO_POOL =
            "org.hibernate.engine.jdbc.connections.internal.UserSuppliedConnectionProviderImpl";

    private Sessions() {}

    static SessionFactory open(String url, Map<String, Object> settings) {
        StandardServiceRegistry registry = new StandardServiceRegistryBuilder()
                .applySetting("hibernate.connection.url", url)
                .applySetting("hibernate.hbm2ddl.auto", "validate")
                .applySettings(settings)
                .build();
        return metadata(registry).buildSessionFactory();
    }

    /** The tables of all entities, as Hibernate would create them. */
    static String ddl(Path directory) throws IOException {
        Path script = directory.resolve("schema.sql");
        StandardServiceRegistry registry = new StandardServiceRegistryBuilder()
                .applySetting("hibernate.dialect", "org.hibernate.dialect.PostgreSQLDialect")
                .applySetting("hibernate.connection.provider_class", NO_POOL)
                .applySetting("hibernate.boot.allow_jdbc_metadata_access", false)
                .applySetting("hibernate.hbm2ddl.delimiter", ";")
                .applySetting("jakarta.persistence.schema-generation.scripts.action", "create")
                .applySetting("jakarta.persistence.schema-generation.scripts.create-target", script.toString())
                .build();
        metadata(registry).buildSessionFactory().close();
        return Files.readString(script);
    }

    private static Metadata metadata(StandardServiceRegistry registry) {
        MetadataSources sources = new MetadataSources(registry);
        for (Class<?> holder : new Class<?>[] {Library.class, Depot.class}) {
            for (Class<?> entity : holder.getDeclaredClasses()) {
                sources.addAnnotatedClass(entity);
            }
        }
        return sources.buildMetadata();
    }
}
