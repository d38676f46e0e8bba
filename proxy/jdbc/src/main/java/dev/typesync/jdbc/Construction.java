package dev.typesync.jdbc;

import dev.typesync.capture.Request;
import java.sql.PreparedStatement;

/** The constructor of one of the classes for statements that may change rows. */
interface Construction<S> {
    S of(PreparedStatement delegate, String sql, Request request, Variants variants, CapturingConnection connection);
}
