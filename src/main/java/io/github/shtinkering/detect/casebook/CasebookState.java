package io.github.shtinkering.detect.casebook;

import io.github.shtinkering.detect.casebook.fingerprint.Fingerprint;
import io.github.shtinkering.detect.casebook.scoring.CaseJudgement;
import io.github.shtinkering.detect.host.timeline.HostContext;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.pattern.Chain;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the casebook keeps of one host: plain data, a Flink POJO that may gain fields. */
public class CasebookState {
    /** The running generation of each machine that shares the name. */
    public List<ReceivedTimeline> timelines = new ArrayList<>();
    /** The cases that were handed on, in the order in which they opened. */
    public List<KnownCase> cases = new ArrayList<>();
    /** Cases opened on this host so far: the next one's ordinal. */
    public int opened;
    /** What is under way: it is taken when the watermark has passed it, and so everything that was sent with it. */
    public List<Pending> pending = new ArrayList<>();

    /** Whether it holds nothing that a new one would not. */
    boolean isEmpty() {
        return pending.isEmpty() && timelines.isEmpty() && cases.isEmpty() && opened == 0;
    }

    /** A delivery and its stamp. */
    public static class Pending {
        /** The stamp under which its host sent it, or what completed it. */
        public long millis;
        /** What was delivered. */
        public @Nullable CasebookInput delivery;
    }

    /** One machine's generation, as far as it was told. */
    public static class ReceivedTimeline {
        /** Which machine: see {@link TimelineEntry#machine()}. */
        public String machine = "";
        /** Number of the generation. */
        public long generation;
        /** Its elements, in order. */
        public List<TimelineEntry> elements = new ArrayList<>();
        /** What the pattern matched among them. */
        public List<Chain> chains = new ArrayList<>();
        /** What is known about the host; null until it was told. */
        public @Nullable HostContext context;
    }

    /** A case that was handed on. */
    public static class KnownCase {
        /** Its id. */
        public String id = "";
        /** Which machine it is of. */
        public String machine = "";
        /** Ids of its own evidence. */
        public List<String> evidence = new ArrayList<>();
        /** A digest of what was handed on. */
        public String digest = "";
        /** What was handed on last. */
        public CaseStatus status = CaseStatus.OPEN;
        /** How many times it was handed on. */
        public long sequence;
        /** The fingerprints that it showed the fleet. */
        public List<Fingerprint> fingerprints = new ArrayList<>();
        /** The judgement that was handed on last. */
        public @Nullable CaseJudgement judgement;
    }
}
