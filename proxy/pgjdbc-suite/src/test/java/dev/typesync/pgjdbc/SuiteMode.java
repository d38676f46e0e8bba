package dev.typesync.pgjdbc;

/** Through which driver pgjdbc's tests run, and with which configuration of typesync. */
enum SuiteMode {
    BARE("jdbc:", "replicator: external"),
    TRIVIAL(TrivialDriver.PREFIX, "replicator: external"),
    OUTBOX("jdbc:typesync:", "replicator: external"),
    MEMORY("jdbc:typesync:", "durability: memory");

    private final String prefix;
    private final String delivery;

    SuiteMode(String prefix, String delivery) {
        this.prefix = prefix;
        this.delivery = delivery;
    }

    /** What stands before {@code postgresql://} in each URL. */
    String prefix() {
        return prefix;
    }

    /** Makes every replicated table a collection. Nothing listens at the node: delivery is not what is tested. */
    String configuration() {
        StringBuilder yaml = new StringBuilder("typesense: { nodes: [http://127.0.0.1:9], apiKey: none }\n");
        yaml.append("delivery: { ").append(delivery).append(" }\ncollections:\n");
        ReplicatedTables.names()
                .forEach(table -> yaml.append("  ").append(table).append(": {}\n"));
        return yaml.toString();
    }
}
