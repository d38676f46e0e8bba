package dev.typesync.corpus;

import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.ibatis.builder.xml.XMLMapperBuilder;
import org.apache.ibatis.io.Resources;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

/** Statements of a typical XML mapper: with dynamic parts, unusual blanks, comments, and literals inserted by ${}. */
final class MyBatisWorkload implements FrameworkWorkload {
    private static final String MAPPER = "dev/typesync/corpus/mybatis/OrderMapper.xml";

    @Override
    public String framework() {
        return "MyBatis 3.5.19";
    }

    @Override
    public void run(DataSource database) throws Exception {
        Configuration configuration =
                new Configuration(new Environment("record", new JdbcTransactionFactory(), database));
        new XMLMapperBuilder(
                        Resources.getResourceAsStream(MAPPER), configuration, MAPPER, configuration.getSqlFragments())
                .parse();
        SqlSessionFactory sessions = new SqlSessionFactoryBuilder().build(configuration);
        try (SqlSession session = sessions.openSession(true)) {
            session.update("order.create");
            severalInOneText(session);
        }
        for (ExecutorType type : ExecutorType.values()) {
            try (SqlSession session = sessions.openSession(type)) {
                work(session);
                session.commit();
            }
        }
    }

    /** Not for the batch executor, because pgjdbc cannot batch them (ClassCastException of its CompositeQuery). */
    private static void severalInOneText(SqlSession session) {
        session.update(
                "order.updateMany",
                Map.of("changes", List.of(Map.of("id", 1, "note", "x"), Map.of("id", 2, "note", "y"))));
    }

    private static void work(SqlSession session) {
        session.insert("order.insert", newOrder("first"));
        session.insert("order.insertWithKeyFromSequence", newOrder("second"));
        session.insert("order.insertWithKeyAfterwards", newOrder("third"));
        session.insert("order.insertMany", Map.of("orders", List.of(newOrder("a"), newOrder("b"), newOrder("c"))));
        session.insert("order.upsert", Map.of("id", 1, "customer", "Ada"));
        session.update("order.updateSome", Map.of("id", 1, "customer", "O'Hara", "version", 0));
        session.update("order.updateSome", Map.of("id", 2, "note", "n", "version", 0));
        session.update("order.updateLiteral", Map.of("table", "customer_order", "id", 3, "note", "it''s"));
        session.update("order.updateByCase", Map.of("ids", List.of(1, 2, 3)));
        session.selectList("order.lockOpen", 10);
        session.delete("order.deleteIn", Map.of("ids", List.of(7, 8, 9)));
        session.delete("order.deleteWhere", Map.of("customer", "nobody"));
        session.delete("order.deleteAndReturn", 4);
        session.update("order.callProcedure", 5);
        session.update("order.truncate");
    }

    private static Map<String, Object> newOrder(String customer) {
        return new java.util.HashMap<>(Map.of("customer", customer, "note", "new"));
    }
}
