package dev.typesync.capture;

import static java.util.Objects.requireNonNull;

/**
 * How a text is going to be executed, as far as that decides what is sent.
 *
 * @param prepared its {@code ?} are parameters; in a plain statement they are operators
 * @param describable its result can be described without executing it: not in the simple protocol
 */
public record Request(boolean prepared, boolean describable, GeneratedKeys keys) {
    public Request {
        requireNonNull(keys, "keys");
    }
}
