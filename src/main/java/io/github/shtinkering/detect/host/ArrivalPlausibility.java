package io.github.shtinkering.detect.host;

/** Whether the arrival of a record says anything about the time at which it can have happened. */
public enum ArrivalPlausibility {
    /** Records arrive as they happen or later: what claims to be of the future has a clock that is wrong, or forged. */
    LIVE {
        @Override
        long hostTime(long eventMillis, long arrivalMillis) {
            return Math.min(eventMillis, arrivalMillis);
        }
    },
    /** Records were stored, or made up: the same input gives the same cases whenever it is read. */
    STORED {
        @Override
        long hostTime(long eventMillis, long arrivalMillis) {
            return eventMillis;
        }
    };

    /** How far a record carries its host's time: in milliseconds of event time. */
    abstract long hostTime(long eventMillis, long arrivalMillis);
}
