package dev.typesync.capture.catalog;

/** The PostgreSQL versions that brought what capture uses, in the form of {@code server_version_num}. */
public final class ServerVersion {
    /** The first version with OLD and NEW in RETURNING. */
    public static final int RETURNING_OLD_AND_NEW = 180000;

    /** The first version whose MERGE has a RETURNING. */
    public static final int MERGE_RETURNING = 170000;

    private ServerVersion() {}
}
