package dev.typesync.capture.decision;

/** Where the keys of the rows that a statement changes come from. */
public sealed interface KeySource permits KeysInStatement, KeysInResult, KeysFromReturning {}
