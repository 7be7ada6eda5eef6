package io.github.shtinkering.console.web;

import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often an address has shown a wrong token: after a few no token of it is looked at for a while, be it right or
 * wrong. Bounded: of very many addresses the one that was seen first is forgotten.
 */
final class TokenGuesses {
    /** Wrong tokens after which an address has to wait. */
    static final int MOST = 10;

    private static final int MOST_ADDRESSES = 10_000;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Map<InetAddress, Count> counts = new LinkedHashMap<>();
    private final InstantSource clock;

    TokenGuesses(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether an address has to wait. */
    synchronized boolean mustWait(InetAddress address) {
        Count count = counts.get(address);
        return count != null && count.wrong >= MOST && clock.millis() - count.lastMillis < PAUSE.toMillis();
    }

    /** Takes note of a wrong token. */
    synchronized void wrong(InetAddress address) {
        long now = clock.millis();
        Count before = counts.remove(address);
        boolean goesOn = before != null && now - before.lastMillis < PAUSE.toMillis();
        counts.put(address, new Count(goesOn ? before.wrong + 1 : 1, now));
        if (counts.size() > MOST_ADDRESSES) {
            counts.remove(counts.keySet().iterator().next());
        }
    }

    private record Count(int wrong, long lastMillis) {}
}
