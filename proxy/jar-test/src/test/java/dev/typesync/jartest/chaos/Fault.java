package dev.typesync.jartest.chaos;

/** Carries a fault of one lane out. Used by one thread. */
interface Fault {
    void begin(PlannedFault fault) throws Exception;

    void end(PlannedFault fault) throws Exception;
}
