package io.github.shtinkering.detect.host.timeline;

import io.github.shtinkering.detect.host.lsass.CorrelationWindows;
import io.github.shtinkering.detect.host.wer.WerPrograms;
import io.github.shtinkering.fact.BootMark;
import io.github.shtinkering.fact.CrashEvidence;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FactHeader;
import io.github.shtinkering.fact.FactId;
import io.github.shtinkering.fact.FactPayload;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.LsassSighting;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.RegistryChange;
import io.github.shtinkering.fact.VendorDetection;
import io.github.shtinkering.fact.WerLaunch;
import io.github.shtinkering.normal.AsciiCase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Joins what several sensors saw of one observed event: same kind, process and subject, no more than two seconds apart. */
final class ObservedEvents {
    /** Most origins an evidence names. */
    static final int ORIGINS = 8;

    private static final long SECOND_MILLIS = 1_000L;

    private ObservedEvents() {}

    /** The observed events behind facts that stand in the timeline's order. */
    static List<ObservedEvent> of(List<Fact> ordered) {
        List<List<Fact>> groups = new ArrayList<>();
        Map<String, List<List<Fact>>> open = new HashMap<>();
        for (Fact fact : ordered) {
            List<List<Fact>> candidates = open.computeIfAbsent(subject(fact), k -> new ArrayList<>());
            candidates.removeIf(g -> isPast(g, fact));
            List<Fact> group =
                    candidates.stream().filter(g -> sees(g, fact)).findFirst().orElse(null);
            if (group == null) {
                group = new ArrayList<>();
                candidates.add(group);
                groups.add(group);
            }
            group.add(fact);
        }
        Map<String, Set<String>> records = records(ordered);
        return groups.stream()
                .map(group -> join(group, records))
                .sorted((a, b) -> TimelineOrder.BY_TIME.compare(a.fact(), b.fact()))
                .toList();
    }

    /** The ids of facts by their record: of more than one, that record is there in contradicting copies. */
    private static Map<String, Set<String>> records(List<Fact> facts) {
        Map<String, Set<String>> records = new HashMap<>();
        for (Fact fact : facts) {
            switch (fact.kind()) {
                case WER_LAUNCH, REGISTRY_CHANGE, DUMP_WRITTEN ->
                    records.computeIfAbsent(FactId.record(fact.id()), r -> new TreeSet<>())
                            .add(fact.id());
                default -> {}
            }
        }
        return records;
    }

    /** The timeline's order holds to the second: what lies further back can see no later fact. */
    private static boolean isPast(List<Fact> group, Fact fact) {
        return group.get(group.size() - 1).timeMillis()
                < fact.timeMillis() - CorrelationWindows.SAME_EVENT_MILLIS - 2 * SECOND_MILLIS;
    }

    /**
     * A group has each sensor once: what one sensor says twice happened twice. Only a shipper may tell less of the same
     * record than another one does.
     */
    private static boolean sees(List<Fact> group, Fact fact) {
        boolean near = group.stream()
                .anyMatch(f -> Math.abs(f.timeMillis() - fact.timeMillis()) <= CorrelationWindows.SAME_EVENT_MILLIS);
        return near
                && group.stream().noneMatch(f -> f.sensor().equals(fact.sensor()) && !tellsLess(f, fact))
                && group.stream().allMatch(f -> sameProcess(f, fact) && sameTarget(f, fact));
    }

    private static boolean tellsLess(Fact a, Fact b) {
        boolean sameParent = a.parent() == null
                || b.parent() == null
                || sameProcess(a.parent(), b.parent())
                        && sameOrUnknown(a.parent().executable(), b.parent().executable());
        return FactId.contradict(a.id(), b.id()) && !a.format().equals(b.format()) && sameParent;
    }

    /** A record without a command line (4688 without its policy) is of the same launch when the process is. */
    private static boolean sameTarget(Fact a, Fact b) {
        WerLaunch left = a.launch();
        WerLaunch right = b.launch();
        if (left == null || right == null) {
            return true;
        }
        boolean oneIsSilent = left.form() == WerLaunch.Form.UNKNOWN || right.form() == WerLaunch.Form.UNKNOWN;
        return oneIsSilent
                ? pid(a.actor()) != null && Objects.equals(pid(a.actor()), pid(b.actor()))
                : Objects.equals(left.targetPid(), right.targetPid())
                        && Objects.equals(left.initiatorPid(), right.initiatorPid());
    }

    private static @Nullable Long pid(@Nullable ProcessRef process) {
        return process == null ? null : process.pid();
    }

    private static boolean sameProcess(Fact a, Fact b) {
        return sameProcess(a.actor(), b.actor());
    }

    private static boolean sameProcess(@Nullable ProcessRef left, @Nullable ProcessRef right) {
        if (left == null || right == null) {
            return true;
        }
        if (left.pid() != null && right.pid() != null) {
            return left.pid().equals(right.pid());
        }
        return sameOrUnknown(left.commandLine(), right.commandLine())
                && sameOrUnknown(WerPrograms.name(left), WerPrograms.name(right));
    }

    private static boolean sameOrUnknown(@Nullable String left, @Nullable String right) {
        return left == null || right == null || AsciiCase.equalsIgnoreCase(left, right);
    }

    private static String subject(Fact fact) {
        StringBuilder subject = new StringBuilder(fact.kind().name());
        FactPayload payload = fact.payload();
        if (payload instanceof RegistryChange registry) {
            subject.append('|').append(operation(registry)).append('|').append(registry.key());
            subject.append('|').append(registry.value()).append('|');
            subject.append(registry.number() != null ? registry.number() : registry.data());
            subject.append('|').append(registry.newKey()).append('|').append(registry.newValue());
        } else if (payload instanceof FileActivity file) {
            subject.append('|').append(file.operation()).append('|').append(lower(file.path()));
            subject.append('|').append(lower(file.newPath()));
        } else if (payload instanceof BootMark boot) {
            subject.append('|').append(boot.record());
        } else if (payload instanceof CrashEvidence crash) {
            subject.append('|').append(crash.source());
        } else if (payload instanceof LsassSighting || payload instanceof VendorDetection) {
            subject.append('|').append(payload);
        }
        return subject.toString();
    }

    private static RegistryChange.Operation operation(RegistryChange change) {
        return change.operation().deletesKey() ? RegistryChange.Operation.DELETE_KEY : change.operation();
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : AsciiCase.lower(text);
    }

    private static ObservedEvent join(List<Fact> group, Map<String, Set<String>> records) {
        Fact finest = group.stream()
                .min(Comparator.comparingInt(Fact::clockMillis)
                        .thenComparingLong(Fact::timeMillis)
                        .thenComparing(Fact::id))
                .orElseThrow();
        Fact whole = finest;
        TreeSet<String> formats = new TreeSet<>();
        TreeSet<String> origins = new TreeSet<>();
        TreeSet<String> members = new TreeSet<>();
        for (Fact fact : group) {
            whole = filled(whole, fact);
            formats.add(fact.format());
            origins.add(fact.origin());
            members.add(fact.id());
            members.addAll(records.getOrDefault(FactId.record(fact.id()), Set.of()));
        }
        return new ObservedEvent(
                whole,
                finest.timeMillis(),
                finest.timeMillis(),
                1,
                List.copyOf(formats),
                origins.stream().limit(ORIGINS).toList(),
                members.stream().limit(ORIGINS).toList());
    }

    private static Fact filled(Fact fact, Fact other) {
        FactHeader header = fact.header()
                .withMachine(first(fact.domain(), other.domain()), first(fact.hostId(), other.hostId()))
                .withProcesses(filled(fact.actor(), other.actor()), filled(fact.parent(), other.parent()));
        return new Fact(header, filled(fact.payload(), other.payload()));
    }

    private static FactPayload filled(FactPayload payload, FactPayload other) {
        if (payload instanceof RegistryChange change && other instanceof RegistryChange otherChange) {
            return filled(change, otherChange);
        }
        if (payload instanceof WerLaunch launch && other instanceof WerLaunch otherLaunch) {
            return launch.form() == WerLaunch.Form.UNKNOWN ? otherLaunch : launch;
        }
        return payload instanceof FileActivity file && other instanceof FileActivity otherFile
                ? filled(file, otherFile)
                : payload;
    }

    /** A sensor that saw the key go knows more than one that saw the right to delete it used. */
    private static RegistryChange filled(RegistryChange change, RegistryChange other) {
        return change.operation() == RegistryChange.Operation.DELETE_KEY_ASKED ? other : change;
    }

    private static FileActivity filled(FileActivity file, FileActivity other) {
        if (file.size() != null || other.size() == null) {
            return file;
        }
        return new FileActivity(
                file.operation(), file.path(), file.newPath(), other.size(), file.remoteAddress(), file.remoteUser());
    }

    private static @Nullable ProcessRef filled(@Nullable ProcessRef process, @Nullable ProcessRef other) {
        if (process == null || other == null) {
            return process == null ? other : process;
        }
        return new ProcessRef(
                first(process.pid(), other.pid()),
                first(process.entityId(), other.entityId()),
                first(process.executable(), other.executable()),
                first(process.commandLine(), other.commandLine()),
                first(process.user(), other.user()),
                first(process.userSid(), other.userSid()),
                first(process.sha256(), other.sha256()),
                first(process.originalFileName(), other.originalFileName()),
                first(process.signed(), other.signed()),
                first(process.signer(), other.signer()),
                first(process.integrity(), other.integrity()));
    }

    private static <T> @Nullable T first(@Nullable T value, @Nullable T other) {
        return value != null ? value : other;
    }
}
