package io.github.shtinkering.job.graph;

import io.github.shtinkering.detect.casebook.CaseStatus;
import io.github.shtinkering.detect.casebook.CasebookFunction;
import io.github.shtinkering.detect.casebook.CasebookInput;
import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.exceptions.ExceptionChange;
import io.github.shtinkering.detect.casebook.exceptions.ExceptionList;
import io.github.shtinkering.detect.casebook.scoring.rubric.RubricWeights;
import io.github.shtinkering.detect.host.ArrivalPlausibility;
import io.github.shtinkering.detect.host.HostLimits;
import io.github.shtinkering.detect.host.HostSeen;
import io.github.shtinkering.detect.host.HostStatus;
import io.github.shtinkering.detect.host.HostTrackerFunction;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.pattern.Chain;
import io.github.shtinkering.detect.pattern.ChainFunction;
import io.github.shtinkering.detect.pattern.ChainPatterns;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.ingest.source.Gates;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.apache.flink.cep.operator.CepOperator;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.runtime.state.storage.JobManagerCheckpointStorage;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * The job's operators in a row, each in Flink's own harness: host timeline, the four CEP operators, casebook. Fast enough
 * for thousands of timelines, and it can be killed and restored between any two records. Whatever documents come of it are
 * held against their schemas.
 */
public final class HarnessedJob implements AutoCloseable {
    private static final OutputTag<TimelineEntry> LATE =
            new OutputTag<>("late", TypeInformation.of(TimelineEntry.class));

    private final ExceptionList exceptions;
    private final boolean withPattern;
    private final HostLimits hostLimits;
    private final ArrivalPlausibility clock;
    private boolean controlled = true;
    private boolean publishes = true;
    /** The hosts whose cases and statuses are remembered and made documents of. */
    private final Predicate<String> watched;

    private KeyedOneInputStreamOperatorTestHarness<String, Fact, TimelineEntry> story;
    private final List<KeyedOneInputStreamOperatorTestHarness<String, TimelineEntry, Chain>> chains = new ArrayList<>();
    private KeyedBroadcastOperatorTestHarness<String, CasebookInput, ExceptionChange, JudgedCase> casebook;

    private long now = 1_800_000_000_000L;
    private long watermark = Long.MIN_VALUE;
    private final List<Reader> readers = new ArrayList<>(List.of(new Reader(0)));
    private int arrived;
    private final List<JudgedCase> emitted = new ArrayList<>();
    private final HeldToSchemas documents = new HeldToSchemas();
    private final Map<String, Map<String, HostStatus>> statuses = new HashMap<>();

    public HarnessedJob() throws Exception {
        this(ExceptionList.none(), true);
    }

    public HarnessedJob(ExceptionList exceptions, boolean withPattern) throws Exception {
        this(exceptions, withPattern, HostLimits.DEFAULT, ArrivalPlausibility.STORED, host -> true);
    }

    /**
     * A job that keeps no more hosts than so many; of hosts that nobody watches it remembers what the operators keep, and nothing else.
     */
    public static HarnessedJob withLimits(HostLimits hostLimits, Predicate<String> watched) throws Exception {
        return new HarnessedJob(ExceptionList.none(), true, hostLimits, ArrivalPlausibility.STORED, watched);
    }

    /** A job that reads records as they happen, from this time of arrival on. */
    public static HarnessedJob live(ExceptionList exceptions, long nowMillis) throws Exception {
        HarnessedJob job =
                new HarnessedJob(exceptions, true, HostLimits.DEFAULT, ArrivalPlausibility.LIVE, host -> true);
        job.now = nowMillis;
        return job;
    }

    private HarnessedJob(
            ExceptionList exceptions,
            boolean withPattern,
            HostLimits hostLimits,
            ArrivalPlausibility clock,
            Predicate<String> watched)
            throws Exception {
        this.exceptions = exceptions;
        this.withPattern = withPattern;
        this.hostLimits = hostLimits;
        this.clock = clock;
        this.watched = watched;
        build();
        for (AbstractStreamOperatorTestHarness<?> harness : all()) {
            harness.open();
        }
    }

    /** Makes no documents of the cases: for tests that take so many cases that this would be a fifth of their time. */
    public HarnessedJob withoutDocuments() {
        publishes = false;
        return this;
    }

    private void build() throws Exception {
        story = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new HostTrackerFunction(ChainPatterns.VERSION, hostLimits, clock)),
                Fact::host,
                Types.STRING);
        story.setup(TypeInformation.of(TimelineEntry.class).createSerializer(new SerializerConfigImpl()));
        chains.clear();
        if (withPattern) {
            for (Pattern<TimelineEntry, ?> pattern : ChainPatterns.all().values()) {
                KeyedOneInputStreamOperatorTestHarness<String, TimelineEntry, Chain> harness =
                        new KeyedOneInputStreamOperatorTestHarness<>(
                                new CepOperator<>(
                                        TypeInformation.of(TimelineEntry.class)
                                                .createSerializer(new SerializerConfigImpl()),
                                        false,
                                        NFACompiler.compileFactory(pattern, true),
                                        null,
                                        pattern.getAfterMatchSkipStrategy(),
                                        new ChainFunction(),
                                        LATE),
                                TimelineEntry::machineKey,
                                Types.STRING);
                harness.setup(TypeInformation.of(Chain.class).createSerializer(new SerializerConfigImpl()));
                chains.add(harness);
            }
        }
        casebook = new KeyedBroadcastOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(
                        new CasebookFunction(RubricWeights.shipped(), List.of(), exceptions, controlled),
                        List.of(CasebookFunction.EXCEPTIONS)),
                CasebookInput::host,
                Types.STRING,
                1,
                1,
                0);
        casebook.setup(TypeInformation.of(JudgedCase.class).createSerializer(new SerializerConfigImpl()));
        for (AbstractStreamOperatorTestHarness<?> harness : all()) {
            harness.setCheckpointStorage(new JobManagerCheckpointStorage(Integer.MAX_VALUE));
        }
    }

    private List<AbstractStreamOperatorTestHarness<?>> all() {
        List<AbstractStreamOperatorTestHarness<?>> all = new ArrayList<>();
        all.add(story);
        all.addAll(chains);
        all.add(casebook);
        return all;
    }

    /** A reader of the source: its clock, and its gate, which a restart empties. */
    private static final class Reader {
        private final long behindMillis;
        private Predicate<Fact> gate = Gates.ofAReader();

        Reader(long behindMillis) {
            this.behindMillis = behindMillis;
        }
    }

    /**
     * Has several readers take the facts in turn, each with a gate and a clock of its own. The watermark is that of the
     * slowest clock.
     *
     * @param behindMillis how far each reader's clock is behind
     */
    public HarnessedJob readBy(long... behindMillis) {
        readers.clear();
        for (long behind : behindMillis) {
            readers.add(new Reader(behind));
        }
        return this;
    }

    /** Lets a fact arrive; the watermark follows, as it does in a quiet stream. */
    public HarnessedJob arrive(Fact fact) throws Exception {
        arriveWithoutWatermark(fact);
        advance();
        return this;
    }

    /** Lets a fact arrive; its elements are delivered, and nothing is judged yet. */
    public HarnessedJob arriveWithoutWatermark(Fact fact) throws Exception {
        now += 10;
        Reader reader = readers.get(arrived++ % readers.size());
        if (reader.gate.test(fact)) {
            long stamp = Math.max(now - reader.behindMillis, watermark + 1);
            story.processElement(new StreamRecord<>(fact, stamp));
            deliverTold();
        }
        return this;
    }

    /** Lets a fact arrive at a time that is not over; the watermark follows. */
    public HarnessedJob arriveAt(long millis, Fact fact) throws Exception {
        return silence(millis - now - 10).arrive(fact);
    }

    public HarnessedJob arrive(Iterable<Fact> facts) throws Exception {
        for (Fact fact : facts) {
            arrive(fact);
        }
        return this;
    }

    /** Lets time pass without records. */
    public HarnessedJob silence(long millis) throws Exception {
        now += millis;
        advance();
        return this;
    }

    private void advance() throws Exception {
        long slowest = readers.stream().mapToLong(r -> r.behindMillis).max().orElse(0);
        watermark = Math.max(watermark, now - slowest);
        pass(new Watermark(watermark));
    }

    /** The end of a bounded input. */
    public HarnessedJob end() throws Exception {
        pass(Watermark.MAX_WATERMARK);
        return this;
    }

    private void pass(Watermark watermark) throws Exception {
        story.processWatermark(watermark);
        deliverTold();
        for (KeyedOneInputStreamOperatorTestHarness<String, TimelineEntry, Chain> harness : chains) {
            harness.processWatermark(watermark);
            for (Object out : taken(harness.getOutput())) {
                if (out instanceof StreamRecord<?> record && record.getValue() instanceof Chain chain) {
                    casebook.processElement(new StreamRecord<>(CasebookInput.of(chain), record.getTimestamp()));
                }
            }
            Queue<StreamRecord<TimelineEntry>> late = harness.getSideOutput(LATE);
            if (late != null && !late.isEmpty()) {
                throw new AssertionError("late at the pattern: " + late);
            }
        }
        casebook.processWatermark(watermark);
        casebook.processBroadcastWatermark(watermark);
        takeJudged();
        documents.publishHosts(now);
    }

    /** Lets a telling arrive that a host timeline of the test's own made. */
    public HarnessedJob arriveTold(List<TimelineEntry> elements) throws Exception {
        now += 10;
        for (TimelineEntry entry : elements) {
            deliver(entry, now);
        }
        advance();
        return this;
    }

    private void deliverTold() throws Exception {
        for (Object out : taken(story.getOutput())) {
            if (out instanceof StreamRecord<?> record && record.getValue() instanceof TimelineEntry entry) {
                deliver(entry, entry.sentMillis());
            }
        }
        takeStatuses();
    }

    private void deliver(TimelineEntry entry, long stamp) throws Exception {
        casebook.processElement(new StreamRecord<>(CasebookInput.of(entry), stamp));
        if (entry.isStage()) {
            for (KeyedOneInputStreamOperatorTestHarness<String, TimelineEntry, Chain> harness : chains) {
                harness.processElement(new StreamRecord<>(entry, stamp));
            }
        }
    }

    private void takeStatuses() {
        Queue<StreamRecord<HostSeen>> spoke = story.getSideOutput(HostTrackerFunction.SEEN);
        if (spoke != null) {
            spoke.removeIf(seen -> !watched.test(seen.getValue().host()));
        }
        Queue<StreamRecord<HostStatus>> entry = story.getSideOutput(HostTrackerFunction.STATUS);
        while (entry != null && !entry.isEmpty()) {
            HostStatus status = entry.remove().getValue();
            if (!watched.test(status.host())) {
                continue;
            }
            statuses.computeIfAbsent(status.host(), host -> new TreeMap<>()).put(status.key(), status);
            documents.take(status);
        }
    }

    /** Lets a change of the exceptions arrive. */
    public HarnessedJob change(ExceptionChange change) throws Exception {
        now += 10;
        casebook.processBroadcastElement(change, now);
        takeJudged();
        return this;
    }

    private void takeJudged() {
        for (Object out : taken(casebook.getOutput())) {
            if (out instanceof StreamRecord<?> record
                    && record.getValue() instanceof JudgedCase judged
                    && watched.test(judged.host())) {
                emitted.add(judged);
                if (publishes) {
                    documents.take(judged, now);
                }
            }
        }
    }

    private static List<Object> taken(Queue<Object> output) {
        List<Object> all = new ArrayList<>(output);
        output.clear();
        return all;
    }

    /** Kills the operators and restores them from a checkpoint that was just taken. */
    public HarnessedJob restart() throws Exception {
        readers.forEach(reader -> reader.gate = Gates.ofAReader());
        List<OperatorSubtaskState> snapshots = new ArrayList<>();
        for (AbstractStreamOperatorTestHarness<?> harness : all()) {
            snapshots.add(harness.snapshot(1, now));
            harness.close();
        }
        build();
        int i = 0;
        for (AbstractStreamOperatorTestHarness<?> harness : all()) {
            harness.initializeState(snapshots.get(i++));
            harness.open();
        }
        return this;
    }

    /** A restart with a configuration that has no control topic, or has one again. */
    public HarnessedJob restart(boolean withControlTopic) throws Exception {
        controlled = withControlTopic;
        return restart();
    }

    /** Everything that the casebook handed on, in order. */
    public List<JudgedCase> emitted() {
        return List.copyOf(emitted);
    }

    /** The newest of each case that is not merged. */
    public List<JudgedCase> cases() {
        Map<String, JudgedCase> newest = new LinkedHashMap<>();
        emitted.forEach(c -> newest.put(c.caseId(), c));
        return newest.values().stream()
                .filter(c -> c.status() != CaseStatus.MERGED)
                .toList();
    }

    /** A host's live cases, as runs are compared: verdict, stages, score, parts, evidence by id, kind and time. */
    public String digest(String host) {
        TreeSet<String> cases = new TreeSet<>();
        for (JudgedCase judged : cases()) {
            if (judged.host().equals(host) && isLive(judged)) {
                cases.add(digest(judged));
            }
        }
        return String.join("\n", cases);
    }

    /** What every revision of a host's cases said, as {@link #digest(String)} tells it. */
    public Set<String> revisions(String host) {
        return emitted.stream()
                .filter(judged -> judged.host().equals(host))
                .map(HarnessedJob::digest)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The newest of each case that was neither merged nor withdrawn. */
    public List<JudgedCase> live() {
        return cases().stream().filter(HarnessedJob::isLive).toList();
    }

    private static boolean isLive(JudgedCase judged) {
        return judged.status() != CaseStatus.WITHDRAWN;
    }

    private static String digest(JudgedCase judged) {
        StringBuilder text = new StringBuilder();
        text.append(judged.status()).append(' ').append(judged.judgement().verdict());
        text.append(' ')
                .append(judged.judgement().score())
                .append(judged.judgement().stages());
        judged.judgement()
                .parts()
                .forEach(p -> text.append(' ').append(p.name()).append(p.points()));
        judged.evidence().forEach(t -> text.append("\n    ")
                .append(t.kind())
                .append(' ')
                .append(t.kind() == EntryKind.LSASS_ALIVE ? "" : t.event().id())
                .append(' ')
                .append(t.event().firstMillis())
                .append('x')
                .append(t.event().count()));
        return text.toString();
    }

    /** Hosts of which the host timeline keeps something. */
    public Set<String> storyHosts() {
        KeyedStateBackend<?> backend = ((AbstractStreamOperator<?>) story.getOperator()).getKeyedStateBackend();
        try (Stream<?> hosts = backend.getKeys("host", VoidNamespace.INSTANCE)) {
            return hosts.map(String::valueOf).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    public int storyEntries() {
        return story.numKeyedStateEntries();
    }

    /** Size of what the host timeline keeps, in bytes of a checkpoint, timers included. */
    public long storyBytes() throws Exception {
        return story.snapshot(2, now).getStateSize();
    }

    /** Size of what the casebook keeps, in bytes of a checkpoint. */
    public long casebookBytes() throws Exception {
        return casebook.snapshot(2, now).getStateSize();
    }

    /** Size of what the patterns keep, in bytes of a checkpoint. */
    public long chainBytes() throws Exception {
        long bytes = 0;
        for (AbstractStreamOperatorTestHarness<?> harness : chains) {
            bytes += harness.snapshot(2, now).getStateSize();
        }
        return bytes;
    }

    /** Facts of a host that had to leave, as its newest status says. */
    public long evicted(String host) {
        return statuses(host).stream().mapToLong(HostStatus::evicted).max().orElse(0);
    }

    /** Every host that was announced to the fleet, as often as it was. */
    public List<HostSeen> seen() {
        Queue<StreamRecord<HostSeen>> seen = story.getSideOutput(HostTrackerFunction.SEEN);
        return seen == null
                ? List.of()
                : seen.stream().map(StreamRecord::getValue).toList();
    }

    /** The newest status of each machine of a name, by id. */
    public List<HostStatus> statuses(String host) {
        return List.copyOf(statuses.getOrDefault(host, Map.of()).values());
    }

    public int casebookEntries() {
        KeyedStateBackend<?> backend = ((AbstractStreamOperator<?>) casebook.getOperator()).getKeyedStateBackend();
        return ((HeapKeyedStateBackend<?>) backend).numKeyValueStateEntries();
    }

    public int storyTimers() {
        return story.numEventTimeTimers();
    }

    public int casebookTimers() {
        return casebook.numEventTimeTimers();
    }

    public int chainTimers() {
        return chains.stream().mapToInt(h -> h.numEventTimeTimers()).sum();
    }

    public int chainEntries() {
        return chains.stream().mapToInt(h -> h.numKeyedStateEntries()).sum();
    }

    @Override
    public void close() throws IOException {
        try {
            for (AbstractStreamOperatorTestHarness<?> harness : all()) {
                harness.close();
            }
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
