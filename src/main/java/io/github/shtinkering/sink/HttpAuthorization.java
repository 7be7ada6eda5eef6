package io.github.shtinkering.sink;

import java.io.IOException;
import java.io.Serializable;

/**
 * Who writes to an index, or reads it. What is serialised with the job is how the secret is found, not the secret: it is
 * asked for by the process that connects, each time it starts to.
 */
@FunctionalInterface
public interface HttpAuthorization extends Serializable {
    /**
     * The value of the HTTP header that proves it. Never print it.
     *
     * @throws IOException when the secret is not there; the message names the place where it should be
     */
    String header() throws IOException;
}
