package dev.typesync.corpus;

import dev.typesync.corpus.entities.Customer;
import dev.typesync.corpus.entities.Payment;
import dev.typesync.corpus.entities.Product;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/** Writes without a persistence context. For an upsert, Hibernate uses MERGE or ON CONFLICT. */
final class HibernateStatelessWrites {
    private HibernateStatelessWrites() {}

    static void run(SessionFactory sessions) {
        sessions.inStatelessTransaction(HibernateStatelessWrites::write);
    }

    private static void write(StatelessSession session) {
        Product product = HibernateEntityCycle.product("sku-30");
        session.upsert(product);
        product.name = "Lantern";
        session.upsert(product);
        session.update(product);
        session.delete(product);
        session.upsertMultiple(List.of(HibernateEntityCycle.product("sku-31"), HibernateEntityCycle.product("sku-32")));
        Customer customer = HibernateEntityCycle.customer("hedy@example.org");
        session.insert(customer);
        session.upsert(customer);
        session.delete(customer);
        Payment.Card card = new Payment.Card();
        session.insert(card);
        session.upsert(card);
        session.delete(card);
    }
}
