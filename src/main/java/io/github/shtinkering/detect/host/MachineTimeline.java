package io.github.shtinkering.detect.host;

import io.github.shtinkering.detect.host.lsass.CorrelationWindows;
import io.github.shtinkering.detect.host.state.HostState;
import io.github.shtinkering.detect.host.state.HostState.GenerationState;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.EntryText;
import io.github.shtinkering.detect.host.timeline.HostContext;
import io.github.shtinkering.detect.host.timeline.SettlingTimes;
import io.github.shtinkering.detect.host.timeline.TimelineBuilder;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.fact.ProcessRef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One machine's timeline against the generation of it that runs. */
final class MachineTimeline {
    /** How long a generation may be continued: well within the pattern's own window. */
    static final long GENERATION_SPAN_MILLIS = 1_800_000L;

    private static final long DIGEST_START = 0xcbf29ce484222325L;
    private static final long DIGEST_PRIME = 0x100000001b3L;

    private final String host;
    private final HostState state;
    private final int patternVersion;
    private final String machine;
    private final HostDisambiguation machines;
    private final boolean ofAMachine;
    private final TimelineBuilder builder;
    private final List<TimelineEntry> entries;
    private final long lastMillis;
    private final HostContext context;
    private final GenerationState generation;
    private int digested;
    private long digest = DIGEST_START;
    private @Nullable Long contextDigest;

    /**
     * Builds it from what is known.
     *
     * @param patternVersion the version of the pattern that listens
     * @param ofAMachine false for one that was sent under a name that no machine bears any more: it is empty
     */
    MachineTimeline(
            String host,
            HostState state,
            int patternVersion,
            String machine,
            HostDisambiguation machines,
            boolean ofAMachine) {
        this.host = host;
        this.state = state;
        this.patternVersion = patternVersion;
        this.machine = machine;
        this.machines = machines;
        this.builder = new TimelineBuilder(machines.evidence(host, machine));
        this.entries = builder.build();
        // Of records that stand alone there is a line only where they tell something.
        this.ofAMachine = ofAMachine && (machines.lives(machine) || !entries.isEmpty());
        this.generation = generation(machine);
        this.lastMillis =
                entries.stream().mapToLong(t -> t.event().firstMillis()).max().orElse(Long.MIN_VALUE);
        this.context = new HostContext(
                hostName(),
                machines.idOf(machine),
                state.newestMillis,
                builder.lsass().at(entries.isEmpty() ? state.newestMillis : Math.min(lastMillis, state.newestMillis)),
                state.evicted == 0,
                builder.loggedOn(entries),
                machines.severalLive(),
                MachineLiveness.besides(entries, machines, machine));
    }

    /** Which of the machines that bear the name. */
    String machine() {
        return machine;
    }

    /** Whether a machine that lives, or of which something is known, bears this name now. */
    boolean ofAMachine() {
        return ofAMachine;
    }

    /** In order, as of generation 0. */
    List<TimelineEntry> entries() {
        return entries;
    }

    HostStatus status(int number) {
        TimelineEntry since = builder.armedSince();
        ProcessRef by = since == null ? null : since.event().fact().actor();
        return new HostStatus(
                host,
                number,
                hostName(),
                machines.idOf(machine),
                builder.lsass().at(state.newestMillis),
                builder.armingNow(),
                since == null ? 0 : since.event().firstMillis(),
                by == null ? null : by.executable(),
                by == null ? null : by.user(),
                state.newestMillis,
                EvidenceKind.names(state.telemetry),
                machines.severalLive(),
                state.evicted,
                false);
    }

    private GenerationState generation(String name) {
        for (GenerationState known : state.generations) {
            if (known.machine.equals(name)) {
                return known;
            }
        }
        GenerationState fresh = new GenerationState();
        fresh.machine = name;
        return fresh;
    }

    boolean mustBeRebuilt(long nowMillis) {
        if (generation.number == 0) {
            return false;
        }
        boolean continues = entries.size() >= generation.count && digest(generation.count) == generation.digest;
        boolean otherPattern = state.patternVersion != patternVersion && !entries.isEmpty();
        boolean tooOld =
                nowMillis - generation.startedMillis > GENERATION_SPAN_MILLIS && entries.size() > generation.count;
        return !continues || otherPattern || tooOld;
    }

    List<TimelineEntry> continuation(long nowMillis) {
        if (generation.number == 0) {
            return entries.isEmpty() ? List.of() : whole(nowMillis);
        }
        if (entries.size() == generation.count
                && contextDigest() == generation.contextDigest
                && !settlesACase()
                && !armedLater()) {
            return List.of();
        }
        List<TimelineEntry> elements = new ArrayList<>();
        entries.subList(generation.count, entries.size()).forEach(t -> elements.add(t.numbered(generation.number)));
        elements.add(contextElement());
        remember();
        return elements;
    }

    List<TimelineEntry> whole(long nowMillis) {
        if (generation.number == 0) {
            state.generations.add(generation);
        }
        generation.number++;
        generation.startedMillis = nowMillis;
        state.patternVersion = patternVersion;
        List<TimelineEntry> elements = new ArrayList<>();
        elements.add(new TimelineEntry(
                host, machine, generation.number, EntryKind.GENERATION, null, null, null, null, null));
        entries.forEach(t -> elements.add(t.numbered(generation.number)));
        elements.add(contextElement());
        remember();
        return elements;
    }

    /** The host's time has passed the day after which a case settles, and nobody was told. */
    private boolean settlesACase() {
        if (entries.isEmpty()) {
            return false;
        }
        long settles = SettlingTimes.next(entries, generation.contextMillis) + CorrelationWindows.CASE_GAP_MILLIS;
        return state.newestMillis > settles && generation.contextMillis <= settles;
    }

    /** An hour of an armed host's time went on, and with it the ends of exceptions. */
    private boolean armedLater() {
        return builder.armingNow().armed() && generation.isAnHourBehind(state.newestMillis);
    }

    private void remember() {
        generation.armed = builder.armingNow().armed();
        generation.count = entries.size();
        generation.digest = digest(entries.size());
        generation.contextDigest = contextDigest();
        generation.contextMillis = state.newestMillis;
        generation.lastMillis = entries.isEmpty() ? lastMillis : SettlingTimes.next(entries, state.newestMillis);
    }

    private TimelineEntry contextElement() {
        return new TimelineEntry(host, machine, generation.number, EntryKind.CONTEXT, null, null, null, null, context);
    }

    /**
     * Over the first elements as told; independent of the Java process, as it lives in state. Asked for more and more
     * of them, it goes on from where it was.
     */
    private long digest(int count) {
        for (; digested < count; digested++) {
            digest = digest(digest, EntryText.of(entries.get(digested)));
        }
        return digest;
    }

    private long contextDigest() {
        if (contextDigest == null) {
            contextDigest = digest(DIGEST_START, EntryText.of(context));
        }
        return contextDigest;
    }

    private static long digest(long start, String text) {
        long digest = start;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            digest = (digest ^ b) * DIGEST_PRIME;
        }
        return digest;
    }

    private String hostName() {
        String domain = HostDisambiguation.domainOf(machine);
        return domain.isEmpty() ? host : host + '.' + domain;
    }
}
