package dev.typesync.frameworks.data;

import dev.typesync.frameworks.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jdbi.v3.sqlobject.transaction.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbiIT {
    @TempDir
    private Path directory;

    @Test
    void writesWithHandles() throws Exception {
        Customers.compare(directory, url -> handles(jdbi(url)));
    }

    @Test
    void writesWithSqlObjects() throws Exception {
        Customers.compare(directory, url -> sqlObjects(jdbi(url)));
    }

    /** The application's statements. */
    interface Mapper {
        @SqlUpdate("insert into customers (email, tags) values (:email, :tags)")
        @GetGeneratedKeys("id")
        int insert(@Bind("email") String email, @Bind("tags") List<String> tags);

        @SqlBatch("insert into customers (email, visits) values (:email, :visits)")
        int[] insertAll(@Bind("email") List<String> emails, @Bind("visits") int visits);

        @SqlBatch("insert into customers (email) values (:email)")
        @GetGeneratedKeys("id")
        List<Integer> insertForKeys(@Bind("email") List<String> emails);

        @SqlUpdate("update customers set visits = visits + 1 where email = :email")
        boolean visit(@Bind("email") String email);

        @SqlQuery("insert into customers (email) values (:email) returning id")
        int insertReturning(@Bind("email") String email);

        @Transaction
        @SqlUpdate("delete from customers where visits > :visits")
        int deleteAbove(@Bind("visits") int visits);
    }

    private static Jdbi jdbi(String url) {
        return Jdbi.create(url).installPlugin(new PostgresPlugin()).installPlugin(new SqlObjectPlugin());
    }

    private static List<Object> handles(Jdbi jdbi) {
        List<Object> seen = new ArrayList<>();
        jdbi.useTransaction(handle -> {
            seen.add(handle.createUpdate("insert into customers (email, name, tags) values (:email, :name, :tags)")
                    .bind("email", "ann")
                    .bind("name", "Ann")
                    .bind("tags", new String[] {"new"})
                    .executeAndReturnGeneratedKeys("id", "visits")
                    .mapToMap()
                    .list());
            seen.add(handle.execute("update customers set visits = ? where email = ?", 3, "ann"));
            PreparedBatch batch = handle.prepareBatch("insert into customers (email) values (:email)");
            for (int number = 0; number < 12; number++) {
                batch.bind("email", "customer " + number).add();
            }
            seen.add(batch.executePreparedBatch("id").mapTo(Integer.class).list());
            seen.add(handle.createScript(
                            "update customers set name = 'x' where id = 2;" + " delete from customers where id = 3;")
                    .execute());
        });
        seen.add(Failure.of(() -> jdbi.inTransaction(handle -> {
            handle.execute("insert into customers (email) values ('never committed')");
            return handle.execute("insert into customers (email) values ('ann')");
        })));
        seen.add(jdbi.inTransaction(JdbiIT::savepoint));
        seen.add(jdbi.withHandle(handle -> handle.createBatch()
                .add("delete from customers where id = 5")
                .add("update customers set visits = 9 where id > 9")
                .execute()));
        return seen;
    }

    private static int savepoint(Handle handle) {
        handle.execute("update customers set visits = 1 where id = 4");
        handle.savepoint("before");
        handle.execute("update customers set visits = 2 where id = 4");
        handle.rollbackToSavepoint("before");
        return handle.execute("update customers set name = 'y' where id = 6");
    }

    private static List<Object> sqlObjects(Jdbi jdbi) {
        List<Object> seen = new ArrayList<>();
        jdbi.useExtension(Mapper.class, mapper -> {
            seen.add(mapper.insert("ann", List.of("new", "rich")));
            seen.add(mapper.insertAll(List.of("bob", "cid", "dan"), 2));
            seen.add(mapper.insertForKeys(List.of("eve", "fay")));
            seen.add(mapper.insertReturning("gus"));
            seen.add(mapper.visit("cid"));
            seen.add(mapper.visit("nobody"));
            seen.add(Failure.of(() -> mapper.insert("ann", List.of())));
        });
        seen.add(jdbi.onDemand(Mapper.class).deleteAbove(2));
        seen.add(jdbi.onDemand(Mapper.class).insertReturning("hal"));
        return seen;
    }
}
