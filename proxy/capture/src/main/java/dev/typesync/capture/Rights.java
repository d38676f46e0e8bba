package dev.typesync.capture;

/**
 * What a role may see of a watched relation.
 *
 * @param readsKey it may SELECT the key columns, which RETURNING needs
 * @param rowSecurity a row that it writes may be one that it must not read: RETURNING would fail
 */
record Rights(boolean readsKey, boolean rowSecurity) {
    static final Rights NONE = new Rights(false, false);

    boolean allowReturning() {
        return readsKey && !rowSecurity;
    }
}
