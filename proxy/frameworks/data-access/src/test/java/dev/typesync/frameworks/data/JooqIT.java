package dev.typesync.frameworks.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import dev.typesync.frameworks.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jooq.CloseableDSLContext;
import org.jooq.DSLContext;
import org.jooq.Loader;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JooqIT {
    private static final JooqCustomers CUSTOMERS = JooqCustomers.CUSTOMERS;

    @TempDir
    private Path directory;

    @Test
    void findsTheDialectFromTheUrl() throws Exception {
        List<Object> seen = Customers.compare(directory, url -> {
            try (CloseableDSLContext jooq = DSL.using(url)) {
                List<Object> results = new ArrayList<>();
                results.add(jooq.dialect());
                results.addAll(insert(jooq));
                return results;
            }
        });
        assertThat(seen).first().isEqualTo(SQLDialect.POSTGRES);
    }

    @Test
    void writesRecords() throws Exception {
        run(JooqIT::records);
    }

    @Test
    void writesBatches() throws Exception {
        run(JooqIT::batches);
    }

    @Test
    void insertsOrUpdates() throws Exception {
        run(JooqIT::upserts);
    }

    @Test
    void rollsBackTransactions() throws Exception {
        run(JooqIT::transactions);
    }

    @Test
    void loadsManyRows() throws Exception {
        run(JooqIT::load);
    }

    @FunctionalInterface
    private interface Work {
        List<Object> run(DSLContext jooq) throws Exception;
    }

    private void run(Work work) throws Exception {
        Customers.compare(directory, url -> {
            try (CloseableDSLContext jooq = DSL.using(url)) {
                return work.run(jooq);
            }
        });
    }

    private static List<Object> insert(DSLContext jooq) {
        List<Object> seen = new ArrayList<>();
        seen.add(jooq.insertInto(CUSTOMERS, CUSTOMERS.EMAIL, CUSTOMERS.TAGS)
                .values("ann", new String[] {"new", "rich"})
                .values("bob", new String[] {})
                .returningResult(CUSTOMERS.ID, CUSTOMERS.VISITS)
                .fetch()
                .intoMaps());
        seen.add(jooq.update(CUSTOMERS)
                .set(CUSTOMERS.VISITS, CUSTOMERS.VISITS.plus(1))
                .where(CUSTOMERS.EMAIL.like("a%"))
                .returningResult(CUSTOMERS.VISITS)
                .fetchInto(Integer.class));
        seen.add(jooq.deleteFrom(CUSTOMERS).where(CUSTOMERS.EMAIL.eq("bob")).execute());
        return seen;
    }

    private static List<Object> records(DSLContext jooq) {
        List<Object> seen = new ArrayList<>();
        JooqCustomers.Row ann = jooq.newRecord(CUSTOMERS);
        ann.set(CUSTOMERS.EMAIL, "ann");
        seen.add(ann.store());
        seen.add(ann.get(CUSTOMERS.ID));
        ann.set(CUSTOMERS.NAME, "Ann");
        seen.add(ann.store());
        ann.refresh();
        seen.add(ann.intoMap());
        JooqCustomers.Row copy = jooq.newRecord(CUSTOMERS);
        copy.set(CUSTOMERS.EMAIL, "ann");
        seen.add(Failure.of(copy::insert));
        copy.set(CUSTOMERS.EMAIL, "bob");
        seen.add(copy.insert());
        seen.add(copy.delete());
        return seen;
    }

    private static List<Object> batches(DSLContext jooq) {
        List<JooqCustomers.Row> rows = new ArrayList<>();
        for (int number = 0; number < 12; number++) {
            JooqCustomers.Row row = jooq.newRecord(CUSTOMERS);
            row.set(CUSTOMERS.EMAIL, "customer " + number);
            rows.add(row);
        }
        List<Object> seen = new ArrayList<>();
        seen.add(jooq.batchStore(rows).execute());
        seen.add(jooq.batch(jooq.update(CUSTOMERS)
                        .set(CUSTOMERS.NAME, (String) null)
                        .where(CUSTOMERS.EMAIL.eq((String) null)))
                .bind("One", "customer 1")
                .bind("Two", "customer 2")
                .bind("None", "nobody")
                .execute());
        seen.add(jooq.batch(
                        jooq.deleteFrom(CUSTOMERS).where(CUSTOMERS.EMAIL.eq("customer 3")),
                        jooq.insertInto(CUSTOMERS, CUSTOMERS.EMAIL).values("thirteen"))
                .execute());
        return seen;
    }

    private static List<Object> upserts(DSLContext jooq) {
        List<Object> seen = new ArrayList<>();
        for (String name : List.of("Ann", "Anna")) {
            seen.add(jooq.insertInto(CUSTOMERS, CUSTOMERS.EMAIL, CUSTOMERS.NAME)
                    .values("ann", name)
                    .onConflict(CUSTOMERS.EMAIL)
                    .doUpdate()
                    .set(CUSTOMERS.NAME, DSL.excluded(CUSTOMERS.NAME))
                    .execute());
            seen.add(jooq.mergeInto(CUSTOMERS)
                    .using(select(val("bob").as("email"), val(name).as("name")).asTable("source"))
                    .on(CUSTOMERS.EMAIL.eq(DSL.field("source.email", String.class)))
                    .whenMatchedThenUpdate()
                    .set(CUSTOMERS.NAME, DSL.field("source.name", String.class))
                    .whenNotMatchedThenInsert(CUSTOMERS.EMAIL, CUSTOMERS.NAME)
                    .values(DSL.field("source.email", String.class), DSL.field("source.name", String.class))
                    .execute());
        }
        seen.add(jooq.insertInto(CUSTOMERS, CUSTOMERS.EMAIL)
                .values("ann")
                .values("cid")
                .onConflictDoNothing()
                .execute());
        return seen;
    }

    private static List<Object> transactions(DSLContext jooq) {
        List<Object> seen = new ArrayList<>();
        seen.add(Failure.of(() -> jooq.transactionResult(outer -> {
            outer.dsl().insertInto(CUSTOMERS, CUSTOMERS.EMAIL).values("never").execute();
            throw new IllegalArgumentException("the application gives up");
        })));
        jooq.transaction(outer -> {
            outer.dsl().insertInto(CUSTOMERS, CUSTOMERS.EMAIL).values("ann").execute();
            seen.add(Failure.of(() -> outer.dsl()
                    .transactionResult(
                            inner -> { // a savepoint
                                inner.dsl()
                                        .insertInto(CUSTOMERS, CUSTOMERS.EMAIL)
                                        .values("bob")
                                        .execute();
                                return inner.dsl()
                                        .insertInto(CUSTOMERS, CUSTOMERS.EMAIL)
                                        .values("ann")
                                        .execute();
                            })));
            seen.add(outer.dsl().update(CUSTOMERS).set(CUSTOMERS.VISITS, 2).execute());
        });
        return seen;
    }

    private static List<Object> load(DSLContext jooq) throws Exception {
        Loader<?> skipping = jooq.loadInto(CUSTOMERS)
                .onDuplicateKeyIgnore()
                .batchAfter(4)
                .loadCSV(csv("first ", 28))
                .fields(CUSTOMERS.EMAIL, CUSTOMERS.NAME)
                .execute();
        Loader<?> bulk = jooq.loadInto(CUSTOMERS)
                .bulkAfter(5)
                .batchAfter(2)
                .loadCSV(csv("second ", 30))
                .fields(CUSTOMERS.EMAIL, CUSTOMERS.NAME)
                .execute();
        return List.of(
                skipping.processed(),
                skipping.executed(),
                skipping.errors().size(),
                bulk.stored(),
                bulk.executed(),
                bulk.errors().size());
    }

    /**
     * Thirty rows.
     *
     * @param different how many of them have different values in the unique column
     */
    private static String csv(String prefix, int different) {
        StringBuilder csv = new StringBuilder("email,name\n");
        for (int number = 0; number < 30; number++) {
            csv.append(prefix)
                    .append(number % different)
                    .append(",name ")
                    .append(number)
                    .append('\n');
        }
        return csv.toString();
    }
}
