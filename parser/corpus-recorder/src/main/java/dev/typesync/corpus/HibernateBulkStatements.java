package dev.typesync.corpus;

import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** HQL that changes rows without loading them. */
final class HibernateBulkStatements {
    private static final List<String> STATEMENTS = List.of(
            "update Customer set name = 'Lovelace' where email like 'ada%'",
            "update versioned Customer c set c.name = upper(c.name), c.address.city = null where c.id in (1, 2, 3)",
            "update PurchaseOrder o set o.status = SENT where o.customer.email = 'ada2@example.org'",
            "update PurchaseOrder o set o.remark = (select c.name from Customer c where c = o.customer) where o.id > 0",
            "update Product p set p.price = p.price * 1.1 where exists (select 1 from p.tags t where t.word = 'light')",
            "update Product set description = 'None.' where sku = 'sku-1'",
            "update CardPayment set brand = 'Any', amount = 5 where amount is null",
            "update Payment set amount = amount + 1",
            "update Document set title = 'x' where title is null",
            "update Note set text = 'y' where deleted = false",
            "update PinnedNote set rank = rank + 1 where rank between 1 and 5",
            "insert into Tag (id, word) select t.id, p.name from Product p left join p.tags t where t.word = 'nowhere'",
            "insert into Product (sku, name, price) values ('sku-20', 'Chair', 3.5), ('sku-21', 'Desk', 9)",
            "insert into Product (sku, name) values ('sku-20', 'Stool') on conflict (sku) do nothing",
            "insert into Product (sku, name) values ('sku-20', 'Stool') on conflict (sku) do update set name = excluded.name"
                    + " where price is not null",
            "insert into Customer (email, name, version) select concat(c.email, '.old'), c.name, 0 from Customer c",
            "insert into CardPayment (amount, brand) values (1, 'a'), (2, 'b')",
            "insert into Note (text, deleted) values ('a', false)",
            "delete from OrderLine l where l.id.number > 1 and l.order.status = OPEN",
            "delete from Tag t where not exists (select 1 from Product p join p.tags x where x = t)",
            "delete Product where sku = 'sku-20'",
            "delete from CardPayment where brand = 'a'",
            "delete from Payment p where p.amount < 2",
            "delete Document d where d.title = 'x'",
            "delete from Note",
            "delete Customer where email like '%.old'");

    private HibernateBulkStatements() {}

    static void run(SessionFactory sessions) {
        for (String hql : STATEMENTS) {
            sessions.inTransaction(session -> session.createMutationQuery(hql).executeUpdate());
        }
        sessions.inTransaction(HibernateBulkStatements::withParameters);
        sessions.inTransaction(HibernateBulkStatements::nativeStatements);
    }

    private static void withParameters(Session session) {
        session.createMutationQuery("update Customer c set c.name = :name where c.id in :ids and c.version = :version")
                .setParameter("name", "Ada")
                .setParameterList("ids", List.of(1L, 2L, 3L, 4L))
                .setParameter("version", 1)
                .executeUpdate();
        session.createMutationQuery("delete from OrderLine l where l.sku = ?1 or l.quantity < ?2")
                .setParameter(1, "sku-7")
                .setParameter(2, 0)
                .executeUpdate();
    }

    private static void nativeStatements(Session session) {
        session.createNativeMutationQuery("UPDATE customer SET display_name = :name WHERE id = :id")
                .setParameter("name", "Ada")
                .setParameter("id", 1L)
                .executeUpdate();
        session.createNativeMutationQuery("delete from shop.tag where id = cast(:id as uuid)")
                .setParameter("id", "00000000-0000-4000-8000-000000000001")
                .executeUpdate();
    }
}
