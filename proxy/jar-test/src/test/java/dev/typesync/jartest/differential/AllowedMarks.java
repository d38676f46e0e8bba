package dev.typesync.jartest.differential;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * When a mark may stand for the key of a changed row. These are the columns "compared as a table" of
 * {@code docs/limits.md}; in every other case typesync promises the key.
 *
 * @param parameters of the URL
 * @param version of the server
 * @param inMemory whether the changes wait in the process
 */
record AllowedMarks(String parameters, int version, boolean inMemory) {
    private static final Pattern RETURNING = Pattern.compile("\\breturning\\b");
    private static final Pattern WRITE_IN_WITH = Pattern.compile("\\bas \\((insert|update|delete|merge)\\b");
    private static final Pattern KEY_NOT_RETURNED = Pattern.compile("\\breturning (no\\b|line\\.\\*|id \\* 2)");
    private static final Pattern KEY_SET = Pattern.compile("\\bset\\b.*\\bcode =.*\\bwhere\\b");
    private static final Pattern MERGE = Pattern.compile("\\bmerge into\\b");
    private static final Set<String> REFERRING =
            Set.of("public.tag", "public.mention", "public.member", "public.badge", "public.desk");
    private static final Pattern ROUTINE = Pattern.compile("\\bbump(_both)? ?\\(");
    /** One of these among several statements in a string marks the tables of all. */
    private static final Pattern HARD_IN_STRING =
            Pattern.compile("\\breturning\\b|\\bsavepoint\\b|\\bbump|\\bas \\((insert|update|delete|merge)\\b");

    private static final Pattern SEVERAL = Pattern.compile(";\\s*[a-z/-]");
    private static final Pattern TARGET =
            Pattern.compile("\\b(?:into|update|update only|delete from|merge into|copy) (?:public\\.)?\"?(\\w+)");
    private static final Pattern WRITTEN_TABLE = Pattern.compile("(?:delete from|update) (\\w+)");
    private static final Pattern DELETE = Pattern.compile("^(/\\*.*?\\*/|--[^\\n]*\\n|\\s)*delete\\b");

    static AllowedMarks of(Connection connection, String parameters, boolean inMemory) throws SQLException {
        return new AllowedMarks(parameters, connection.getMetaData().getDatabaseMajorVersion(), inMemory);
    }

    /** Whether a mark is enough for the key, which changed while the operation ran. */
    boolean allow(Operation operation, WitnessedKey key) {
        return operation.isCopy()
                || operation.hasStream()
                || key.nested()
                || keyMoves(operation, key)
                || hasFewerRights(key)
                || isUncertainRow(operation, key)
                || isWrittenByRoutine(operation, key)
                || isWrittenByForeignKey(operation, key)
                || isHardToRewrite(operation)
                || (inMemory && allowInMemory(operation));
    }

    /** The server does not return what the form needs, or cannot be asked what it would return. */
    private boolean isHardToRewrite(Operation operation) {
        if (isMerge(operation) && (version < 17 || operation.requestsGeneratedKeys())) {
            return true;
        }
        if (isSimple() && returnsRows(operation)) {
            return true;
        }
        return isSeveral(operation) && HARD_IN_STRING.matcher(operation.text()).find();
    }

    /** The role may read the keys of two tables. */
    private static boolean hasFewerRights(WitnessedKey key) {
        return !key.role().equals("none")
                && !Set.of("public.item", "public.gauge").contains(key.table());
    }

    private static boolean isWrittenByRoutine(Operation operation, WitnessedKey key) {
        return ROUTINE.matcher(operation.text()).find() && key.table().equals("public.line");
    }

    private static boolean isMerge(Operation operation) {
        return MERGE.matcher(operation.text()).find();
    }

    private boolean isSimple() {
        return parameters.contains("preferQueryMode=simple")
                || parameters.contains("preferQueryMode=extendedForPrepared");
    }

    /** What the server must describe first; the simple protocol cannot do that. */
    private static boolean returnsRows(Operation operation) {
        return RETURNING.matcher(operation.text()).find() || operation.requestsGeneratedKeys();
    }

    private boolean keyMoves(Operation operation, WitnessedKey key) {
        boolean movesToPartition =
                key.table().equals("public.event") && operation.text().contains("set day");
        return (key.moved() || movesToPartition) && (operation.isRowOfResult() || (key.old() && version < 18));
    }

    /** pgjdbc can find the rows of {@code item} by their name, and those of the others by their primary key only. */
    private static boolean isUncertainRow(Operation operation, WitnessedKey key) {
        return operation.isRowOfResult() && key.table().equals("public.item");
    }

    private static boolean isSeveral(Operation operation) {
        return !operation.isBatch() && SEVERAL.matcher(operation.text()).find();
    }

    /** Foreign keys write some tables whose names the statement does not contain. */
    private boolean isWrittenByForeignKey(Operation operation, WitnessedKey key) {
        boolean isNamed = TARGET.matcher(operation.texts().toString().toLowerCase(Locale.ROOT))
                .results()
                .anyMatch(target -> key.table().equals("public." + target.group(1)));
        return REFERRING.contains(key.table())
                && (!isNamed || writesElsewhere(operation, key))
                && !promisesForeignKeys(operation, key);
    }

    /** Another text of the batch can have changed the row through a foreign key. */
    private static boolean writesElsewhere(Operation operation, WitnessedKey key) {
        return operation.isBatch()
                && WRITTEN_TABLE
                        .matcher(operation.text())
                        .results()
                        .anyMatch(table -> !key.table().equals("public." + table.group(1)));
    }

    /** A DELETE alone gives the keys of the rows that foreign keys change. */
    private boolean promisesForeignKeys(Operation operation, WitnessedKey key) {
        return !inMemory
                && DELETE.matcher(operation.text()).find()
                && !operation.text().contains("delete from cheap") // through a view
                && !operation.isBatch()
                && !operation.isRowOfResult()
                && !key.isolation().equals("serializable")
                && !isSeveral(operation);
    }

    /** The driver itself must know the keys. */
    private static boolean allowInMemory(Operation operation) {
        String text = operation.text();
        return isSeveral(operation)
                || isMerge(operation)
                || WRITE_IN_WITH.matcher(text).find()
                || hidesKeysInBatch(operation)
                || throwsAfterTheStatement(operation)
                || operation.method().endsWith("MetaData") // in the simple protocol, pgjdbc executes what it describes
                || KEY_NOT_RETURNED.matcher(text).find()
                || (RETURNING.matcher(text).find() && KEY_SET.matcher(text).find())
                || operation.requestsKeysByName();
    }

    /** Only a prepared batch in a transaction gives keys that its texts do not name. */
    private static boolean hidesKeysInBatch(Operation operation) {
        boolean inTransaction = operation.text().contains("-- in a transaction");
        return operation.isBatch() && !(inTransaction && operation.method().startsWith("Prepared"));
    }

    /** pgjdbc throws if it got rows that it did not expect, or none. So the driver does not see them. */
    private static boolean throwsAfterTheStatement(Operation operation) {
        boolean returnsRows = RETURNING.matcher(operation.text()).find();
        return returnsRows
                ? operation.method().contains("Update")
                : operation.method().endsWith("executeQuery");
    }
}
