package dev.typesync.frameworks.hibernate;

import dev.typesync.frameworks.Failure;
import dev.typesync.frameworks.hibernate.Depot.Car;
import dev.typesync.frameworks.hibernate.Depot.CardPayment;
import dev.typesync.frameworks.hibernate.Depot.CashPayment;
import dev.typesync.frameworks.hibernate.Depot.Note;
import dev.typesync.frameworks.hibernate.Depot.Stock;
import dev.typesync.frameworks.hibernate.Depot.StockKey;
import dev.typesync.frameworks.hibernate.Depot.Truck;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** Composite keys, inheritance, soft delete. */
final class DepotWork {
    private static final int ROWS = 12;

    private DepotWork() {}

    static List<Object> run(SessionFactory sessions) {
        List<Object> seen = new ArrayList<>();
        seen.addAll(sessions.fromTransaction(DepotWork::persist));
        seen.add(Failure.of(() -> sessions.fromTransaction(DepotWork::duplicateStock)));
        seen.addAll(sessions.fromTransaction(DepotWork::change));
        seen.addAll(sessions.fromTransaction(DepotWork::bulk));
        seen.addAll(sessions.fromTransaction(DepotWork::remove));
        return seen;
    }

    private static List<Object> persist(Session session) {
        List<Object> keys = new ArrayList<>();
        for (int number = 1; number <= ROWS; number++) {
            session.persist(new Stock("north", number, 10 * number));
            session.persist(new Note(number, "note " + number));
            Car car = new Car("C " + number, 4);
            Truck truck = new Truck("T " + number, 7.5);
            CardPayment card = new CardPayment(number + ".50", "card " + number);
            CashPayment cash = new CashPayment(number + ".25", "till " + number);
            List.of(car, truck, card, cash).forEach(session::persist);
            session.flush();
            keys.addAll(List.of(car.id, truck.id, card.id, cash.id));
        }
        return keys;
    }

    private static Object duplicateStock(Session session) {
        session.persist(new Stock("south", 1, 1));
        session.persist(new Stock("north", 2, 1));
        session.flush();
        return "no conflict";
    }

    private static List<Object> change(Session session) {
        List<Object> seen = new ArrayList<>();
        for (Car car :
                session.createSelectionQuery("from Car order by id", Car.class).getResultList()) {
            car.seats = 5;
            car.plate = car.plate + " new"; // both tables of the entity
        }
        session.find(Stock.class, new StockKey("north", 3)).quantity = -1;
        Stock merged = session.merge(new Stock("west", 1, 4));
        seen.add(merged.quantity);
        session.createSelectionQuery("from CashPayment", CashPayment.class)
                .getResultList()
                .forEach(payment -> payment.amount = payment.amount.add(BigDecimal.ONE));
        return seen;
    }

    /** Changes several tables of one entity: Hibernate writes inside WITH, or by a temporary table. */
    private static List<Object> bulk(Session session) {
        return List.of(
                session.createMutationQuery("update Truck t set t.load = 12, t.plate = concat(t.plate, ' heavy')")
                        .executeUpdate(),
                session.createMutationQuery("delete from Car c where c.id > 5 and c.id < 12")
                        .executeUpdate(),
                session.createMutationQuery("update Vehicle v set v.plate = lower(v.plate) where v.id < 5")
                        .executeUpdate(),
                session.createMutationQuery("delete from Payment p where p.amount > 11")
                        .executeUpdate(),
                session.createMutationQuery("delete from Note n where n.id = 4").executeUpdate());
    }

    private static List<Object> remove(Session session) {
        session.remove(session.find(Stock.class, new StockKey("north", 1)));
        session.remove(session.find(Note.class, 2)); // sets `deleted`
        session.remove(session.createSelectionQuery("from Truck order by id", Truck.class)
                .setMaxResults(1)
                .getSingleResult());
        session.flush();
        return new ArrayList<>(session.createSelectionQuery("select n.id from Note n order by n.id", Integer.class)
                .getResultList());
    }
}
