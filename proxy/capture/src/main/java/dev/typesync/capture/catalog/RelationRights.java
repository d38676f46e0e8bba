package dev.typesync.capture.catalog;

/**
 * What a role may see of a watched relation.
 *
 * @param readsKey it may SELECT the key columns, which RETURNING needs
 * @param rowSecurity a row that it writes may be one that it must not read: RETURNING would fail
 */
public record RelationRights(boolean readsKey, boolean rowSecurity) {
    static final RelationRights NONE = new RelationRights(false, false);

    public boolean allowReturning() {
        return readsKey && !rowSecurity;
    }
}
