package dev.typesync.frameworks.hibernate;

import dev.typesync.frameworks.Failure;
import dev.typesync.frameworks.hibernate.Depot.CashPayment;
import dev.typesync.frameworks.hibernate.Depot.Note;
import dev.typesync.frameworks.hibernate.Depot.Stock;
import dev.typesync.frameworks.hibernate.Depot.StockKey;
import dev.typesync.frameworks.hibernate.Library.Book;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/** Sessions without a persistence context. */
final class StatelessWork {
    private StatelessWork() {}

    static List<Object> run(SessionFactory sessions) {
        List<Object> seen = new ArrayList<>();
        seen.addAll(sessions.fromStatelessTransaction(StatelessWork::insert));
        seen.add(upsert(sessions, new Stock("east", 1, 1), new Stock("north", 5, 500)));
        seen.add(upsert(sessions, new Stock("east", 1, 2)));
        seen.add(sessions.fromStatelessTransaction(StatelessWork::change));
        seen.add(Failure.of(() -> sessions.fromStatelessTransaction(session -> {
            session.insert(new Note(101, "never committed"));
            session.insert(new Note(100, "duplicate"));
            return "no conflict";
        })));
        return seen;
    }

    private static List<Object> insert(StatelessSession session) {
        session.setJdbcBatchSize(10);
        List<Object> keys = new ArrayList<>();
        for (int number = 1; number <= 15; number++) {
            keys.add(session.insert(new Book("stateless " + number, number)));
            keys.add(session.insert(new CashPayment("1.5", "till " + number)));
        }
        session.insert(new Note(100, "stateless"));
        return keys;
    }

    /** In a transaction of its own: Hibernate 6 puts an upsert and an update of one entity into the same batch. */
    private static int upsert(SessionFactory sessions, Stock... stocks) {
        sessions.inStatelessTransaction(session -> List.of(stocks).forEach(session::upsert));
        return sessions.fromStatelessTransaction(session -> session.get(Stock.class, new StockKey("east", 1)).quantity);
    }

    private static int change(StatelessSession session) {
        Stock stock = session.get(Stock.class, new StockKey("north", 6));
        stock.quantity = 600;
        session.update(stock);
        session.delete(session.get(Stock.class, new StockKey("north", 7)));
        return stock.quantity;
    }
}
