package io.github.shtinkering.detect.host.state;

import io.github.shtinkering.codec.CompactReader;
import io.github.shtinkering.codec.CompactWriter;
import io.github.shtinkering.codec.FactCodec;
import io.github.shtinkering.detect.host.lsass.HostIdentity;
import io.github.shtinkering.detect.host.lsass.SightingPoint;
import io.github.shtinkering.detect.host.state.HostState.GenerationState;
import io.github.shtinkering.detect.host.wer.EvictedLaunches;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.SightingSource;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What is kept of a host, in few bytes: there are a million of them, and nearly all are idle. Every host's bytes begin
 * with the version that wrote them, and a reader knows all versions up to its own, so state may gain fields.
 */
final class HostStateCodec {
    /**
     * The version that is written: 2 has host ids with their times, and which generations end armed; 3 has all that a
     * launch's command line may name; 4 has the launches that were crowded out;
     * 5 has the integrity level of processes; 6 has facts of one payload and texts by their number of characters. The
     * facts in it, and its texts, are of the same version.
     */
    static final int VERSION = FactCodec.VERSION;

    private static final int GENERATION_DUE = 1;
    /** Not set by programs that did not count hosts: those hosts are counted with their next record. */
    private static final int COUNTED = 2;
    /** Something was sent, and the stamp of it follows: of an idle host nothing was. */
    private static final int SENT = 4;
    /** Launches were crowded out, and these follow at the end. */
    private static final int CROWDED = 8;

    private static final int BACKGROUND_DUE = 16;
    private static final int STATUS_DUE = 32;

    private HostStateCodec() {}

    static void write(HostState state, DataOutput output) throws IOException {
        output.writeByte(VERSION);
        CompactWriter out = CompactWriter.ofMany(output);
        long base = state.newestMillis;
        out.number(base);
        out.number(state.lastArrivalMillis);
        out.number(state.expiryTimerMillis - state.lastArrivalMillis);
        out.count(state.telemetry);
        out.number(state.evicted);
        boolean sent = state.lastSentMillis != 0;
        boolean crowded = !state.evictedLaunches.isEmpty();
        out.count((state.generationDue ? GENERATION_DUE : 0)
                | (state.backgroundDue ? BACKGROUND_DUE : 0)
                | (state.statusDue ? STATUS_DUE : 0)
                | (state.counted ? COUNTED : 0)
                | (sent ? SENT : 0)
                | (crowded ? CROWDED : 0));
        if (sent) {
            out.number(state.lastArrivalMillis - state.lastSentMillis);
        }
        out.count(state.patternVersion);
        out.count(state.identities.size());
        for (HostIdentity identity : state.identities) {
            write(identity, base, out);
        }
        out.count(state.domains.size());
        for (String domain : state.domains) {
            out.text(domain);
        }
        out.count(state.sightings.size());
        long before = base;
        for (SightingPoint point : state.sightings) {
            write(point, before, out);
            before = point.timeMillis();
        }
        out.count(state.facts.size());
        out.text(state.facts.isEmpty() ? null : state.facts.get(0).host());
        for (Fact fact : state.facts) {
            FactCodec.write(fact, base, out);
        }
        out.count(state.generations.size());
        for (GenerationState generation : state.generations) {
            write(generation, out);
        }
        if (crowded) {
            out.count(state.evictedLaunches.size());
            for (EvictedLaunches left : state.evictedLaunches) {
                write(left, base, out);
            }
        }
    }

    static HostState read(DataInput input) throws IOException {
        int version = input.readByte();
        CompactReader in = CompactReader.ofMany(input, version);
        HostState state = new HostState();
        long base = in.number();
        state.newestMillis = base;
        state.lastArrivalMillis = in.number();
        state.expiryTimerMillis = state.lastArrivalMillis + in.number();
        state.telemetry = in.count();
        state.evicted = in.number();
        int flags = in.count();
        state.generationDue = (flags & GENERATION_DUE) != 0;
        state.backgroundDue = (flags & BACKGROUND_DUE) != 0;
        state.statusDue = (flags & STATUS_DUE) != 0;
        state.counted = (flags & COUNTED) != 0;
        state.lastSentMillis = (flags & SENT) == 0 ? 0 : state.lastArrivalMillis - in.number();
        state.patternVersion = in.count();
        String onlyId = version == 1 ? in.requiredText() : "";
        for (int i = version == 1 ? 0 : in.count(); i > 0; i--) {
            state.identities.add(identity(base, in));
        }
        for (int i = in.count(); i > 0; i--) {
            state.domains.add(in.requiredText());
        }
        long before = base;
        for (int i = in.count(); i > 0; i--) {
            SightingPoint point = sighting(version, before, in);
            state.sightings.add(point);
            before = point.timeMillis();
        }
        int facts = in.count();
        String host = in.text();
        for (int i = 0; i < facts; i++) {
            state.facts.add(FactCodec.read(host == null ? "" : host, base, in));
        }
        for (int i = in.count(); i > 0; i--) {
            state.generations.add(generation(version, in));
        }
        for (int i = (flags & CROWDED) == 0 ? 0 : in.count(); i > 0; i--) {
            state.evictedLaunches.add(evictedLaunches(base, in));
        }
        if (version == 1) {
            identifyBy(onlyId, state);
        }
        return state;
    }

    /** Version 1 knew the newest id only; those of the kept facts tell what was before. */
    private static void identifyBy(String newestId, HostState state) {
        for (Fact fact : state.facts) {
            HostIdentity identity = HostIdentity.of(fact);
            if (identity != null) {
                HostIdentity.add(state.identities, identity);
            }
        }
        if (!newestId.isEmpty()
                && state.identities.stream().noneMatch(known -> known.id().equals(newestId))) {
            HostIdentity.add(
                    state.identities, new HostIdentity(null, "", newestId, state.newestMillis, state.newestMillis));
        }
    }

    private static void write(HostIdentity identity, long baseMillis, CompactWriter out) throws IOException {
        out.text(identity.domain());
        out.text(identity.source());
        out.text(identity.id());
        out.number(baseMillis - identity.fromMillis());
        out.number(baseMillis - identity.toMillis());
    }

    private static HostIdentity identity(long baseMillis, CompactReader in) throws IOException {
        return new HostIdentity(
                in.text(), in.requiredText(), in.requiredText(), baseMillis - in.number(), baseMillis - in.number());
    }

    /** A point of which two records are known needs none of them any more. */
    private static void write(SightingPoint point, long beforeMillis, CompactWriter out) throws IOException {
        boolean bucketed = (point.timeMillis() - beforeMillis) % SightingPoint.BUCKET_MILLIS == 0;
        out.count((point.twoRecords() ? 1 : 0) | (bucketed ? 2 : 0));
        long gap = point.timeMillis() - beforeMillis;
        out.number(bucketed ? gap / SightingPoint.BUCKET_MILLIS : gap);
        out.text(point.domain());
        out.text(point.hostId());
        out.number(point.pid());
        out.constant(point.source());
        if (!point.twoRecords()) {
            out.hash(point.record());
        }
    }

    private static SightingPoint sighting(int version, long beforeMillis, CompactReader in) throws IOException {
        int flags = in.count();
        long gap = in.number();
        long time = beforeMillis + ((flags & 2) == 0 ? gap : gap * SightingPoint.BUCKET_MILLIS);
        boolean two = (flags & 1) != 0;
        String domain = in.text();
        String hostId = version == 1 ? null : in.text();
        return new SightingPoint(
                domain, hostId, time, in.number(), in.constant(SightingSource.class), two ? 0 : in.hash(), two);
    }

    private static void write(EvictedLaunches left, long baseMillis, CompactWriter out) throws IOException {
        out.text(left.domain());
        out.text(left.hostId());
        out.number(left.firstMillis() - baseMillis);
        out.number(left.lastMillis() - left.firstMillis());
        out.count(left.count());
    }

    private static EvictedLaunches evictedLaunches(long baseMillis, CompactReader in) throws IOException {
        String domain = in.text();
        String hostId = in.text();
        long first = baseMillis + in.number();
        return new EvictedLaunches(domain, hostId, first, first + in.number(), in.count());
    }

    private static void write(GenerationState generation, CompactWriter out) throws IOException {
        out.text(generation.machine);
        out.number(generation.number);
        out.count(generation.count);
        out.hash(generation.digest);
        out.hash(generation.contextDigest);
        out.number(generation.startedMillis);
        out.number(generation.lastMillis);
        out.number(generation.contextMillis);
        out.flag(generation.armed);
    }

    private static GenerationState generation(int version, CompactReader in) throws IOException {
        GenerationState generation = new GenerationState();
        generation.machine = in.requiredText();
        generation.number = in.number();
        generation.count = in.count();
        generation.digest = in.hash();
        generation.contextDigest = in.hash();
        generation.startedMillis = in.number();
        generation.lastMillis = in.number();
        generation.contextMillis = in.number();
        generation.armed = version > 1 && in.flag();
        return generation;
    }
}
