package io.github.shtinkering.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.host.Facts;
import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.host.wer.CrashEvidences;
import io.github.shtinkering.detect.host.wer.DumpNature;
import io.github.shtinkering.fact.CrashEvidence;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.SightingSource;
import io.github.shtinkering.job.graph.HarnessedJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What a case says would change it, does: the fact that the counterfactual names is added to the story, and the case
 * becomes what was promised.
 *
 * <p>Not replayed: "without exception", which is no record. Nothing that a counterfactual supposes concerns the fleet.
 * That WerFault were launched at LSASS takes two records where LSASS's PID is not known: the launch, and whose PID it was.
 */
@Execution(ExecutionMode.CONCURRENT)
class CounterfactualReplayTest {
    private static final Pattern PROMISE = Pattern.compile(
            "(?:The verdict would become (\\S+) with score|The score would become) (\\d+) \\(\\w+\\) (.*)\\.");
    private static final Pattern PID = Pattern.compile("\\D*(\\d+)\\D.*");
    private static final String WERFAULT = "C:\\Windows\\System32\\WerFault.exe";
    private static final String CRASH_DUMPS =
            "C:\\Windows\\System32\\config\\systemprofile\\AppData\\Local\\CrashDumps\\";
    private static final String HOST = "supposed";
    private static final long MINUTE_MILLIS = 60_000L;
    private static final Facts FACTS = Facts.of(HOST);

    @Test
    void whatIsPromisedComesTrue() throws Exception {
        Set<String> conditions = new TreeSet<>();
        List<String> broken = new ArrayList<>();
        List<HostScenario> tales = new ArrayList<>(HostScenario.own());
        tales.addAll(HostScenario.written());
        tales.addAll(ofUnreadableDumps());
        tales.addAll(ofCrashes());
        for (HostScenario tale : tales) {
            for (JudgedCase judged : entry(tale.on(HOST))) {
                String promise = judged.counterfactual();
                Matcher words = promise == null ? null : PROMISE.matcher(promise);
                if (words == null || !words.matches()) {
                    continue;
                }
                List<Fact> facts = new ArrayList<>(tale.on(HOST));
                facts.addAll(supposed(words.group(3), judged));
                String became = entry(facts).stream()
                        .filter(c -> c.caseId().equals(judged.caseId()))
                        .map(c -> c.judgement().verdict().wireName() + " with "
                                + c.judgement().score())
                        .findFirst()
                        .orElse("no case");
                String verdict =
                        words.group(1) == null ? judged.judgement().verdict().wireName() : words.group(1);
                if (!became.equals(verdict + " with " + words.group(2))) {
                    broken.add(tale.story() + ": " + promise + " It became " + became);
                }
                conditions.add(words.group(3).replaceAll("\\d+", "#"));
            }
        }
        assertThat(broken).isEmpty();
        assertThat(conditions).hasSize(5);
    }

    /** Here whose PID it was decides most, one way and the other. */
    private static List<HostScenario> ofUnreadableDumps() {
        Fact launch = FACTS.launched(0, Facts.WER, 5_700, Facts.TOOL);
        Fact dump = FACTS.dumped(2, Facts.WER, "LSASSE~1");
        return List.of(
                new HostScenario("unreadable dump", List.of(launch, dump)),
                new HostScenario(
                        "armed, unreadable dump",
                        List.of(FACTS.armedGlobally(-60, "C:\\Windows\\regedit.exe"), launch, dump)));
    }

    /** Nothing but the system's own word tells that LSASS crashed, or only the mark of the public tools that it did not. */
    private static List<HostScenario> ofCrashes() {
        Fact started = FACTS.lsassStarted(-3_600, Facts.LSASS);
        Fact launch = FACTS.launched(0, Facts.WER, Facts.LSASS, null, null);
        Fact failed = FACTS.crash(3, CrashEvidence.Source.WININIT_1015, "lsass.exe", "c0000005");
        Fact faked = FACTS.crash(0, CrashEvidence.Source.APPLICATION_ERROR_1000, "unknown", "c0000001");
        return List.of(
                new HostScenario("a crash without a restart", List.of(started, launch, failed)),
                new HostScenario("the record of a faked crash", List.of(started, faked)));
    }

    private static List<JudgedCase> entry(List<Fact> facts) throws Exception {
        try (HarnessedJob job = new HarnessedJob()) {
            return job.arrive(facts).silence(2_000).cases();
        }
    }

    private static List<Fact> supposed(String condition, JudgedCase judged) {
        if (condition.contains("started WerFault at LSASS")) {
            return launchAtLsass(judged);
        }
        TimelineEntry act = act(judged);
        double at = seconds(act.event().firstMillis());
        if (condition.contains("restarted")) {
            return List.of(FACTS.booted(at + 60));
        }
        Matcher number = PID.matcher(condition);
        assertThat(number.matches()).as(condition).isTrue();
        long pid = Long.parseLong(number.group(1));
        if (condition.contains("alive")) {
            return List.of(FACTS.sighted(at + 15 * 60, pid, SightingSource.PROCESS_ACCESS));
        }
        if (condition.contains("is LSASS")) {
            return List.of(FACTS.sighted(at, pid, SightingSource.PROCESS_ACCESS));
        }
        if (condition.contains("is not LSASS")) {
            return List.of(FACTS.sighted(at, pid + 4, SightingSource.PROCESS_ACCESS));
        }
        ProcessRef wer = act.event().fact().actor();
        boolean named = wer != null && wer.executable() != null;
        return List.of(FACTS.dumped(
                at + 60,
                named ? wer.executable() : WERFAULT,
                wer == null || wer.pid() == null ? 7_012 : wer.pid(),
                CRASH_DUMPS + "lsass.exe." + pid + ".dmp",
                null));
    }

    private static List<Fact> launchAtLsass(JudgedCase judged) {
        long last = judged.evidence().stream()
                .mapToLong(entry -> entry.event().lastMillis())
                .max()
                .orElseThrow();
        double at = seconds(last + MINUTE_MILLIS);
        Long known = judged.context().lsass().lsassPid();
        long pid = known == null ? Facts.LSASS : known;
        return List.of(
                FACTS.sighted(at, pid, SightingSource.PROCESS_ACCESS),
                FACTS.launched(at, Facts.WER, pid, Facts.TOOL, null));
    }

    /** The act that the counterfactual is about: the last launch that may have been at LSASS, else the first dump or faked crash. */
    private static TimelineEntry act(JudgedCase judged) {
        TimelineEntry act = null;
        for (TimelineEntry entry : judged.evidence()) {
            boolean launch = entry.kind() == EntryKind.LAUNCH
                    && entry.target() != null
                    && entry.target().resolution() != Resolution.REFUTED;
            boolean dump = entry.kind() == EntryKind.DUMP && entry.nature() == DumpNature.LSASS_BY_WER;
            boolean crash = entry.kind() == EntryKind.CRASH
                    && CrashEvidences.fake(entry.event().fact());
            act = launch || act == null && (dump || crash) ? entry : act;
        }
        return Objects.requireNonNull(act);
    }

    private static double seconds(long millis) {
        return (millis - Facts.START) / 1_000.0;
    }
}
