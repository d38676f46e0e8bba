package dev.typesync.jartest.chaos;

import dev.typesync.jartest.workload.ShopSchema;
import java.util.Map;
import java.util.TreeMap;

/** The tables of the workload, and more: one hot row, and rows of up to 100 KB. Two tables have two collections. */
final class ChaosSchema {
    static final String DDL = ShopSchema.DDL + """
            create table counters (id integer primary key, n bigint not null default 0);
            insert into counters values (1);
            create table articles (id integer primary key, title text not null, body text);
            """;

    /** A short lease, so that another process takes over soon. */
    static final String COLLECTIONS = """
            collections:
              items: {}
              labels: {}
              lines: {}
              counters: {}
              articles: {}
              cheap_items: { table: items, columns: [id, title, price], where: price < 50000 }
              label_names: { table: labels, columns: [code, name] }
            delivery: { maxDelay: 200ms, lease: 2s, reconcileInterval: 1s }
            """;

    /** The expected documents of each collection, read without typesync. The first column is the id. */
    static final Map<String, String> EXPECTED = expected();

    private ChaosSchema() {}

    /** The table of a collection. */
    static String table(String collection) {
        return Map.of("cheap_items", "items", "label_names", "labels").getOrDefault(collection, collection);
    }

    private static Map<String, String> expected() {
        Map<String, String> queries = new TreeMap<>(ShopSchema.EXPECTED);
        queries.put("counters", "select id::text as doc_id, n from counters");
        queries.put("articles", "select id::text as doc_id, title, body from articles");
        queries.put("cheap_items", "select id::text as doc_id, title, price from items where price < 50000");
        queries.put("label_names", "select code as doc_id, code, name from labels");
        return queries;
    }
}
