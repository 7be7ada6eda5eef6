package io.github.shtinkering.ingest.source;

import java.io.Serializable;

/** Tells the time of arrival; travels with the job graph, so that a test brings its own. */
@FunctionalInterface
public interface WallClock extends Serializable {
    /** Milliseconds since the epoch. */
    long millis();

    /** The machine's clock. */
    static WallClock system() {
        return System::currentTimeMillis;
    }
}
