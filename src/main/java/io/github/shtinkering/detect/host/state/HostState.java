package io.github.shtinkering.detect.host.state;

import io.github.shtinkering.detect.host.ArrivalPlausibility;
import io.github.shtinkering.detect.host.EvidenceKind;
import io.github.shtinkering.detect.host.lsass.HostIdentity;
import io.github.shtinkering.detect.host.lsass.SightingPoint;
import io.github.shtinkering.detect.host.retention.FactStore;
import io.github.shtinkering.detect.host.retention.SightingStore;
import io.github.shtinkering.detect.host.timeline.SettlingTimes;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.host.wer.EvictedLaunches;
import io.github.shtinkering.fact.Fact;
import java.util.ArrayList;
import java.util.List;

/**
 * What is kept of one host name between records: plain data, written by {@link HostStateCodec}.
 *
 * <p>The timeline itself is no state: it is told anew from the facts whenever they change.
 */
public class HostState {
    private static final long HOUR_MILLIS = 3_600_000L;

    /** The facts that can belong to a timeline, in the timeline's order, bounded by {@link FactStore}. */
    public List<Fact> facts = new ArrayList<>();
    /** Where LSASS's PID was seen, bounded by {@link SightingStore}. */
    public List<SightingPoint> sightings = new ArrayList<>();
    /** Domains that came with the name, in order of name; more than one means that many machines share it. */
    public List<String> domains = new ArrayList<>();
    /** Host ids that sources gave, and when, bounded by {@link HostIdentity}. */
    public List<HostIdentity> identities = new ArrayList<>();
    /** Which kinds of evidence the host ever delivered: bits of {@link EvidenceKind}. */
    public int telemetry;
    /** The host's time: its newest event time, as far as {@link ArrivalPlausibility} believes it, milliseconds. */
    public long newestMillis = Long.MIN_VALUE;
    /** Whether the fleet was told that the host spoke on the day of its newest event time. */
    public boolean counted;
    /** When the last record arrived. */
    public long lastArrivalMillis;
    /** The stamp under which something was sent last: the next is never less, whatever the stamp of its record. */
    public long lastSentMillis;
    /** When the host's expiry is looked at next: its one standing timer. */
    public long expiryTimerMillis;
    /** Facts that had to leave because a bound was reached. */
    public long evicted;
    /** Launches that another process asked for and that had to leave, by day; bounded by {@link EvictedLaunches}. */
    public List<EvictedLaunches> evictedLaunches = new ArrayList<>();
    /** What was told of each machine that shares the name. */
    public List<GenerationState> generations = new ArrayList<>();
    /** Whether a new generation is due and nothing may be sent straight on. */
    public boolean generationDue;
    /** Whether background came in that has not been told yet; an act is told straight on all the same. */
    public boolean backgroundDue;
    /**
     * Whether what a host's document shows also where no timeline is told was not sent yet: the host, a day of its time, a kind
     * of its telemetry, a name or id of it, or a PID of LSASS by a source is new.
     */
    public boolean statusDue;
    /** The version of the pattern that the timeline was last told to. */
    public int patternVersion;

    /** Whether nothing is kept but what every host tells: sightings, logons and boots. */
    public boolean idle() {
        for (Fact fact : facts) {
            if (!fact.kind().isBackground()) {
                return false;
            }
        }
        return true;
    }

    /** A copy that shares nothing that can change. */
    HostState copy() {
        HostState copy = new HostState();
        copy.facts.addAll(facts);
        copy.sightings.addAll(sightings);
        copy.domains.addAll(domains);
        copy.identities.addAll(identities);
        copy.telemetry = telemetry;
        copy.newestMillis = newestMillis;
        copy.counted = counted;
        copy.lastArrivalMillis = lastArrivalMillis;
        copy.lastSentMillis = lastSentMillis;
        copy.expiryTimerMillis = expiryTimerMillis;
        copy.evicted = evicted;
        copy.evictedLaunches.addAll(evictedLaunches);
        generations.forEach(generation -> copy.generations.add(generation.copy()));
        copy.generationDue = generationDue;
        copy.backgroundDue = backgroundDue;
        copy.statusDue = statusDue;
        copy.patternVersion = patternVersion;
        return copy;
    }

    /** What was told so far of one timeline. */
    public static class GenerationState {
        /** Which machine: see {@link TimelineEntry#machine()}. */
        public String machine = "";
        /** Number of the running generation. */
        public long number;
        /** How many elements it has. */
        public int count;
        /** A digest of them. */
        public long digest;
        /** A digest of the context that was sent last. */
        public long contextDigest;
        /** When it began. */
        public long startedMillis;
        /** Event time of the element after whose day a case settles next, see {@link SettlingTimes}. */
        public long lastMillis = Long.MIN_VALUE;
        /** Whether the host is armed at its end. */
        public boolean armed;
        /** The host's time that the casebook was told. */
        public long contextMillis = Long.MIN_VALUE;

        /** Whether another hour of the host's time has begun since the casebook was told the time. */
        public boolean isAnHourBehind(long newestMillis) {
            return Math.floorDiv(newestMillis, HOUR_MILLIS) > Math.floorDiv(contextMillis, HOUR_MILLIS);
        }

        private GenerationState copy() {
            GenerationState copy = new GenerationState();
            copy.machine = machine;
            copy.number = number;
            copy.count = count;
            copy.digest = digest;
            copy.contextDigest = contextDigest;
            copy.startedMillis = startedMillis;
            copy.lastMillis = lastMillis;
            copy.armed = armed;
            copy.contextMillis = contextMillis;
            return copy;
        }
    }
}
