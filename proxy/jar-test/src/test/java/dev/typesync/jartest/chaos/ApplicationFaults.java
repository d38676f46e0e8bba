package dev.typesync.jartest.chaos;

/** Kills applications, or has them stand still. */
final class ApplicationFaults implements Fault {
    private final Applications applications;

    ApplicationFaults(Applications applications) {
        this.applications = applications;
    }

    @Override
    public void begin(PlannedFault fault) throws Exception {
        ApplicationProcess application = applications.running(fault.target());
        application.requireAlive();
        if (fault.kind() == FaultKind.KILL_APPLICATION) {
            application.kill9();
        } else {
            Signals.send("STOP", application.pid());
        }
    }

    @Override
    public void end(PlannedFault fault) throws Exception {
        if (fault.kind() == FaultKind.KILL_APPLICATION) {
            applications.restart(fault.target());
        } else {
            Signals.send("CONT", applications.running(fault.target()).pid());
        }
    }
}
