package dev.typesync.capture;

import dev.typesync.parser.RoutineBody;

/** A function or procedure of the database that is not written in C. */
record Routine(long oid, String name, RoutineBody body) {}
