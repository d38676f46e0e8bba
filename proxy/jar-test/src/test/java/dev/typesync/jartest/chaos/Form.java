package dev.typesync.jartest.chaos;

/** What the applications do, and what happens to them. */
enum Form {
    /**
     * The applications change rows only in ways that typesync captures by key, and no fault has a table compared. A
     * comparison would repair the damage of a lost key, so only this form shows one.
     */
    KEYS_ONLY,
    /** Also changes that have a table compared, rows that another role writes into the outbox, and fail-overs. */
    EVERYTHING
}
