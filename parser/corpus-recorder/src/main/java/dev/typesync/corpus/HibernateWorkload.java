package dev.typesync.corpus;

import dev.typesync.corpus.entities.Customer;
import dev.typesync.corpus.entities.Payment;
import dev.typesync.corpus.entities.Product;
import dev.typesync.corpus.entities.PurchaseOrder;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.Version;
import org.hibernate.cfg.Configuration;

/** The entity life cycle, collections, bulk HQL, locks and stateless sessions, with and without batches. */
final class HibernateWorkload implements FrameworkWorkload {
    @Override
    public String framework() {
        return "Hibernate ORM " + Version.getVersionString();
    }

    @Override
    public void run(DataSource database) {
        try (SessionFactory sessions = sessions(database, 0, "create")) {
            work(sessions);
        }
        try (SessionFactory sessions = sessions(database, 20, "create-drop")) {
            work(sessions);
        }
    }

    private static void work(SessionFactory sessions) {
        HibernateEntityCycle.run(sessions);
        HibernateBulkStatements.run(sessions);
        HibernateLocks.run(sessions);
        HibernateStatelessWrites.run(sessions);
    }

    private static SessionFactory sessions(DataSource database, int batchSize, String schemaAction) {
        Configuration configuration = new Configuration()
                .addAnnotatedClass(Customer.class)
                .addAnnotatedClass(PurchaseOrder.class)
                .addAnnotatedClass(PurchaseOrder.Line.class)
                .addAnnotatedClass(Product.class)
                .addAnnotatedClass(Product.Tag.class)
                .addAnnotatedClass(Payment.class)
                .addAnnotatedClass(Payment.Card.class)
                .addAnnotatedClass(Payment.Transfer.class)
                .addAnnotatedClass(Payment.Document.class)
                .addAnnotatedClass(Payment.Invoice.class)
                .addAnnotatedClass(Payment.Note.class)
                .addAnnotatedClass(Payment.PinnedNote.class);
        configuration.getProperties().put("jakarta.persistence.nonJtaDataSource", database);
        configuration.setProperty("hibernate.hbm2ddl.auto", schemaAction);
        configuration.setProperty("hibernate.hbm2ddl.create_namespaces", "true");
        configuration.setProperty("hibernate.jdbc.batch_size", Integer.toString(batchSize));
        configuration.setProperty("hibernate.order_inserts", "true");
        configuration.setProperty("hibernate.use_sql_comments", Boolean.toString(batchSize > 0));
        return configuration.buildSessionFactory();
    }
}
