package dev.typesync.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.transaction.xa.Xid;

/** The Xid of a transaction branch in a test. */
public record BranchId(String name) implements Xid {
    /** Whether another object, for example one from recovery, identifies this branch. */
    public boolean isOf(Xid other) {
        return Arrays.equals(getGlobalTransactionId(), other.getGlobalTransactionId());
    }

    @Override
    public int getFormatId() {
        return 7;
    }

    @Override
    public byte[] getGlobalTransactionId() {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] getBranchQualifier() {
        return new byte[] {1};
    }
}
