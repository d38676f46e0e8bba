package dev.typesync.corpus;

import dev.typesync.corpus.entities.Customer;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PessimisticLockScope;
import jakarta.persistence.Timeout;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** Locking reads and forced version increments. */
final class HibernateLocks {
    private HibernateLocks() {}

    static void run(SessionFactory sessions) {
        for (LockModeType mode : LockModeType.values()) {
            sessions.inTransaction(session -> session.lock(firstCustomer(session), mode));
            sessions.inTransaction(session -> session.refresh(firstCustomer(session), mode));
            sessions.inTransaction(session -> findLocked(session, mode));
        }
        sessions.inTransaction(HibernateLocks::skipLocked);
    }

    private static Customer firstCustomer(Session session) {
        return session.createSelectionQuery("from Customer order by id", Customer.class)
                .setMaxResults(1)
                .getSingleResult();
    }

    private static void findLocked(Session session, LockModeType mode) {
        Customer customer = firstCustomer(session);
        session.detach(customer);
        session.find(Customer.class, customer.id, mode, PessimisticLockScope.EXTENDED, Timeout.seconds(0));
    }

    private static void skipLocked(Session session) {
        session.createSelectionQuery("from Customer c where c.name = 'Ada' order by c.id", Customer.class)
                .setHibernateLockMode(org.hibernate.LockMode.UPGRADE_SKIPLOCKED)
                .setMaxResults(3)
                .getResultList();
    }
}
