package dev.typesync.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version from the manifest of the jar. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Typesync.class.getPackage().getImplementationVersion();
        return new String[] {"typesync " + Objects.requireNonNullElse(version, "(not packaged)")};
    }
}
