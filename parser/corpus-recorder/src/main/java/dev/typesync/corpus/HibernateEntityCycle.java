package dev.typesync.corpus;

import dev.typesync.corpus.entities.Customer;
import dev.typesync.corpus.entities.Payment;
import dev.typesync.corpus.entities.Product;
import dev.typesync.corpus.entities.PurchaseOrder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** Persists, changes, merges and removes entities through the persistence context. */
final class HibernateEntityCycle {
    private HibernateEntityCycle() {}

    static void run(SessionFactory sessions) {
        sessions.inTransaction(HibernateEntityCycle::persist);
        sessions.inTransaction(HibernateEntityCycle::change);
        sessions.inTransaction(HibernateEntityCycle::merge);
        sessions.inTransaction(HibernateEntityCycle::remove);
    }

    static Customer customer(String email) {
        Customer customer = new Customer();
        customer.email = email;
        customer.name = "Ada";
        customer.address = new Customer.Address();
        customer.address.city = "London";
        customer.phones.add("123");
        customer.wishes.add("a book");
        customer.wishes.add("a lamp");
        customer.preferences.put("language", "en");
        return customer;
    }

    static Product product(String sku) {
        Product product = new Product();
        product.sku = sku;
        product.name = "Lamp";
        product.price = BigDecimal.TEN;
        product.description = "It shines.";
        product.attributes = Map.of("colour", "red");
        product.labels = new String[] {"new", "red"};
        return product;
    }

    private static void persist(Session session) {
        for (int i = 0; i < 3; i++) {
            Customer customer = customer("ada" + i + "@example.org");
            customer.orders.add(order(customer));
            session.persist(customer);
        }
        Product.Tag tag = new Product.Tag();
        tag.word = "light";
        session.persist(tag);
        for (int i = 0; i < 3; i++) {
            Product product = product("sku-" + i);
            product.tags.add(tag);
            session.persist(product);
        }
        persistHierarchies(session);
    }

    private static PurchaseOrder order(Customer customer) {
        PurchaseOrder order = new PurchaseOrder();
        order.customer = customer;
        for (int number = 1; number <= 2; number++) {
            PurchaseOrder.Line line = new PurchaseOrder.Line();
            line.order = order;
            line.id.number = number;
            line.sku = "sku-1";
            order.lines.add(line);
        }
        return order;
    }

    private static void persistHierarchies(Session session) {
        session.persist(new Payment.Card());
        session.persist(new Payment.Transfer());
        session.persist(new Payment.Document());
        session.persist(new Payment.Invoice());
        session.persist(new Payment.Note());
        session.persist(new Payment.PinnedNote());
    }

    private static void change(Session session) {
        Customer customer = byEmail(session, "ada0@example.org");
        customer.email = "countess@example.org";
        customer.phones.add("456");
        customer.phones.remove("123");
        customer.wishes.remove(0);
        customer.preferences.put("language", "fr");
        customer.orders.get(0).status = PurchaseOrder.Status.PAID;
        customer.orders.get(0).lines.remove(0);
        Product product = session.find(Product.class, "sku-0");
        product.price = BigDecimal.ONE;
        product.description = "It glows.";
        product.tags.clear();
        session.find(Product.class, "sku-1").attributes = Map.of("colour", "blue");
        allOf(session, Payment.class).forEach(payment -> payment.amount = BigDecimal.TEN);
        allOf(session, Payment.Document.class).forEach(document -> document.title = "Title");
        allOf(session, Payment.Note.class).forEach(note -> note.text = "Text");
    }

    private static void merge(Session session) {
        Customer detached = customer("grace@example.org");
        session.merge(detached);
        session.merge(product("sku-2"));
        session.merge(product("sku-9"));
    }

    private static void remove(Session session) {
        session.remove(byEmail(session, "ada1@example.org"));
        session.remove(session.find(Product.class, "sku-2"));
        allOf(session, Payment.class).forEach(session::remove);
        allOf(session, Payment.Document.class).forEach(session::remove);
        allOf(session, Payment.Note.class).forEach(session::remove);
    }

    private static Customer byEmail(Session session, String email) {
        return session.createSelectionQuery("from Customer where email = :email", Customer.class)
                .setParameter("email", email)
                .getSingleResult();
    }

    private static <T> List<T> allOf(Session session, Class<T> type) {
        return session.createSelectionQuery("from " + type.getName(), type).getResultList();
    }
}
