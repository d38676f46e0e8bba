package dev.typesync.jartest.differential;

import java.util.Optional;

/** A random program. Each side runs one instance, and both take the same steps. */
final class Program {
    private final Side side;
    private final PlainStatements plain;
    private final PreparedStatements prepared;
    private final Batches batches;
    private final Transactions transactions;
    private final Inspection inspection;
    private final UpdatableRows updatable;
    private final Copies copies;
    private final Surroundings surroundings;
    private final Optional<Surroundings.Subject> subject;
    private long steps;

    /** @param inMemory typesync may send other SQL in a transaction than outside */
    Program(Side side, Surroundings surroundings, boolean inMemory) {
        RandomSql randomSql = new RandomSql(side);
        this.side = side;
        this.plain = new PlainStatements(side, randomSql);
        this.prepared = new PreparedStatements(side, randomSql);
        this.batches = new Batches(side, randomSql, inMemory);
        this.transactions = new Transactions(side, randomSql);
        this.inspection = new Inspection(side, randomSql);
        this.updatable = new UpdatableRows(side);
        this.copies = new Copies(side, randomSql);
        this.surroundings = surroundings;
        this.subject = surroundings.subject(side, randomSql);
    }

    void step() throws Exception {
        side.beginStep(++steps);
        if (endsTransactions(steps)) {
            transactions.end();
            return;
        }
        if (side.takeTransactionFailed() && side.oneIn(2)) {
            transactions.finish();
            return;
        }
        if (subject.isPresent() && side.oneIn(3)) {
            subject.get().step();
            return;
        }
        switch (side.below(23)) {
            case 0, 1, 2, 3, 4, 5 -> plain.step();
            case 6, 7, 8, 9, 10, 11 -> prepared.step();
            case 12, 13, 14 -> batches.step();
            case 15, 16, 17, 18 -> transactions.step();
            case 19, 20 -> {
                if (surroundings.hasUpdatableResults()) {
                    updatable.step();
                }
            }
            case 21 -> copies.step();
            default -> inspection.step();
        }
    }

    /** Whether no transaction is open after this step. */
    static boolean endsTransactions(long step) {
        return step % 40 == 0;
    }

    void end() {
        transactions.end();
    }
}
