package dev.typesync.capture.catalog;

/**
 * What a role may read of a watched relation. Immutable.
 *
 * @param readsKey it may SELECT the key columns, which RETURNING needs
 * @param rowSecurity it may write a row that it must not read: RETURNING would fail
 */
public record RelationRights(boolean readsKey, boolean rowSecurity) {
    static final RelationRights NONE = new RelationRights(false, false);

    public boolean canReturnKeys() {
        return readsKey && !rowSecurity;
    }
}
