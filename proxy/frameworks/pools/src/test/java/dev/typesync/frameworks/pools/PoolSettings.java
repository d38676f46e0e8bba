package dev.typesync.frameworks.pools;

/**
 * What an application sets. Everything else has the default of the pool.
 *
 * @param autoCommit of new connections
 * @param size the most connections
 * @param cachesStatements whether the pool keeps prepared statements, if it can
 */
record PoolSettings(boolean autoCommit, int size, boolean cachesStatements) {
    static final PoolSettings USUAL = new PoolSettings(true, 4, false);
    static final PoolSettings MANUAL_COMMIT = new PoolSettings(false, 1, false);
    static final PoolSettings ONE_CONNECTION = new PoolSettings(true, 1, false);
    static final PoolSettings STATEMENT_CACHE = new PoolSettings(true, 1, true);
}
