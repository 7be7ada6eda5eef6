package io.github.shtinkering.console.web;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who has shown the token in a browser: each for a working day, and no more of them than people would open. */
final class BrowserSessions {
    /** How long a session lasts. */
    static final Duration LENGTH = Duration.ofHours(12);

    private static final int MOST = 1_000;

    /** When each ends, by its secret's digest, the oldest first: a look-up tells nothing of the secrets. */
    private final Map<String, Long> ends = new LinkedHashMap<>();

    private final InstantSource clock;

    BrowserSessions(InstantSource clock) {
        this.clock = clock;
    }

    /** Begins one and returns its secret. */
    synchronized String open() {
        long now = clock.millis();
        ends.values().removeIf(end -> end <= now);
        if (ends.size() >= MOST) {
            ends.remove(ends.keySet().iterator().next());
        }
        String secret = AccessControl.randomToken();
        ends.put(AccessControl.digestText(secret), now + LENGTH.toMillis());
        return secret;
    }

    /** Whether a secret is that of a session that has not ended. */
    synchronized boolean isOpen(String secret) {
        Long end = ends.get(AccessControl.digestText(secret));
        return end != null && end > clock.millis();
    }
}
