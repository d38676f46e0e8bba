package dev.typesync.frameworks.data;

import dev.typesync.frameworks.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Flush;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.datasource.pooled.PooledDataSource;
import org.apache.ibatis.datasource.unpooled.UnpooledDataSource;
import org.apache.ibatis.executor.BatchResult;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MyBatis loads the driver class that it must be given, and connects with DriverManager. */
class MyBatisIT {
    private static final String PGJDBC = "org.postgresql.Driver";

    @TempDir
    private Path directory;

    @Test
    void worksWithoutAPool() throws Exception {
        Customers.compare(
                directory, url -> work(sessions(new UnpooledDataSource(PGJDBC, url, null)), ExecutorType.SIMPLE));
    }

    @Test
    void worksWithItsPool() throws Exception {
        Customers.compare(directory, url -> {
            PooledDataSource pool = new PooledDataSource(PGJDBC, url, null);
            pool.setPoolPingEnabled(true);
            pool.setPoolPingQuery("select 1");
            try {
                return work(sessions(pool), ExecutorType.REUSE);
            } finally {
                pool.forceCloseAll();
            }
        });
    }

    @Test
    void worksWithBatches() throws Exception {
        Customers.compare(directory, url -> batches(sessions(new UnpooledDataSource(PGJDBC, url, null))));
    }

    /** A row of the table. */
    static final class Customer {
        private Integer id; // MyBatis sets it
        final String email;
        final String[] tags;

        Customer(String email, String... tags) {
            this.email = email;
            this.tags = tags;
        }

        public String getEmail() {
            return email;
        }

        public String[] getTags() {
            return tags.clone();
        }
    }

    /** The application's statements. */
    interface Mapper {
        @Insert("insert into customers (email, tags) values"
                + " (#{email}, #{tags, typeHandler=org.apache.ibatis.type.ArrayTypeHandler})")
        @Options(useGeneratedKeys = true, keyProperty = "id")
        int insert(Customer customer);

        @Insert("<script>insert into customers (email) values"
                + " <foreach collection='customers' item='c' separator=','>(#{c.email})</foreach></script>")
        @Options(useGeneratedKeys = true, keyProperty = "customers.id")
        int insertAll(@Param("customers") List<Customer> customers);

        @Select("insert into customers (email) values (#{email}) on conflict (email)"
                + " do update set visits = customers.visits + 1 returning visits")
        @Options(flushCache = Options.FlushCachePolicy.TRUE)
        int visit(String email);

        @Update("update customers set visits = visits + 1 where email like #{pattern}")
        int update(String pattern);

        @Delete("delete from customers where email = #{email}")
        int delete(String email);

        @Flush
        List<BatchResult> flush();
    }

    private static SqlSessionFactory sessions(javax.sql.DataSource source) {
        Configuration configuration = new Configuration(new Environment("test", new JdbcTransactionFactory(), source));
        configuration.addMapper(Mapper.class);
        return new SqlSessionFactoryBuilder().build(configuration);
    }

    private static List<Object> work(SqlSessionFactory sessions, ExecutorType type) {
        List<Object> seen = new ArrayList<>();
        try (SqlSession session = sessions.openSession(type)) {
            Mapper mapper = session.getMapper(Mapper.class);
            for (String email : List.of("ann", "bob", "cid")) {
                Customer customer = new Customer(email, "new", "of " + email);
                seen.add(mapper.insert(customer));
                seen.add(customer.id);
            }
            List<Customer> many = List.of(new Customer("dan"), new Customer("eve"));
            seen.add(mapper.insertAll(many));
            many.forEach(customer -> seen.add(customer.id));
            seen.add(mapper.visit("ann"));
            seen.add(mapper.visit("fay"));
            seen.add(mapper.update("%a%"));
            seen.add(mapper.delete("bob"));
            session.commit();
        }
        try (SqlSession session = sessions.openSession(type)) {
            Mapper mapper = session.getMapper(Mapper.class);
            mapper.insert(new Customer("never committed"));
            seen.add(Failure.of(() -> mapper.insert(new Customer("ann"))));
        } // rolls back
        try (SqlSession session = sessions.openSession(type, true)) {
            seen.add(session.getMapper(Mapper.class).update("eve"));
        }
        return seen;
    }

    private static List<Object> batches(SqlSessionFactory sessions) {
        List<Object> seen = new ArrayList<>();
        try (SqlSession session = sessions.openSession(ExecutorType.BATCH)) {
            Mapper mapper = session.getMapper(Mapper.class);
            List<Customer> customers = new ArrayList<>();
            for (int number = 0; number < 12; number++) {
                customers.add(new Customer("customer " + number, "new"));
            }
            customers.forEach(mapper::insert);
            mapper.update("customer 1%");
            mapper.update("customer 2%");
            mapper.delete("customer 3");
            for (BatchResult result : mapper.flush()) {
                seen.add(result.getUpdateCounts());
            }
            customers.forEach(customer -> seen.add(customer.id));
            session.commit();
            mapper.insert(new Customer("never committed"));
            mapper.insert(new Customer("customer 4"));
            seen.add(Failure.of(mapper::flush));
            session.rollback();
        }
        return seen;
    }
}
