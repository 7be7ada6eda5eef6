package io.github.shtinkering.publish.text;

import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.host.wer.DumpNature;
import io.github.shtinkering.detect.host.wer.WerPrograms;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.WindowsPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A dump of LSASS from its writing on: where it lay, under whichever name, and who handled it there. */
public final class DumpTrail {
    private final TimelineEntry dump;
    private final List<TimelineEntry> handlings = new ArrayList<>();
    /** Where it, or a copy of it, lies as far as is known, the newest last. */
    private final List<String> places = new ArrayList<>();

    private final List<String> names = new ArrayList<>();

    private DumpTrail(TimelineEntry dump) {
        this.dump = dump;
        lies(path(dump));
    }

    /** The dumps of a case in order; one program's writes of one path are one dump. */
    public static List<DumpTrail> of(JudgedCase judged) {
        Map<String, DumpTrail> trails = new LinkedHashMap<>();
        for (TimelineEntry entry : judged.evidence()) {
            if (entry.kind() == EntryKind.DUMP && entry.nature() != DumpNature.OTHER_PROGRAM_BY_WER) {
                trails.put(
                        WerPrograms.name(entry.event().fact().actor()) + '\n' + AsciiCase.lower(path(entry)),
                        new DumpTrail(entry));
            } else if (entry.kind() == EntryKind.HANDLING) {
                trails.values().forEach(trail -> trail.follow(entry));
            }
        }
        return List.copyOf(trails.values());
    }

    /** What was done to dumps of which no record says that they were written. */
    public static List<TimelineEntry> handledOnly(JudgedCase judged) {
        List<DumpTrail> trails = of(judged);
        return judged.evidence().stream()
                .filter(entry -> entry.kind() == EntryKind.HANDLING)
                .filter(entry -> trails.stream().noneMatch(trail -> trail.handlings.contains(entry)))
                .toList();
    }

    private void follow(TimelineEntry handling) {
        FileActivity file = Objects.requireNonNull(handling.event().fact().file());
        if (names.stream().noneMatch(name -> isSame(name, file.path()))) {
            return;
        }
        handlings.add(handling);
        switch (file.operation()) {
            case DELETED -> places.removeIf(place -> isSame(place, file.path()));
            case RENAMED -> {
                places.removeIf(place -> isSame(place, file.path()));
                lies(file.newPath());
            }
            case COPIED, ARCHIVED -> lies(file.newPath());
            case CREATED, READ_OVER_SMB -> {}
        }
    }

    private void lies(@Nullable String path) {
        if (path != null) {
            places.add(path);
            names.add(path);
        }
    }

    /** A command line may name the file without its folder. */
    private static boolean isSame(String known, @Nullable String other) {
        return other != null
                && (AsciiCase.equalsIgnoreCase(known, other)
                        || other.indexOf('\\') < 0 && AsciiCase.equalsIgnoreCase(WindowsPath.fileName(known), other));
    }

    private static String path(TimelineEntry dump) {
        String path = Objects.requireNonNull(dump.event().fact().file()).path();
        return path == null ? "" : path;
    }

    public Fact written() {
        return dump.event().fact();
    }

    /** Where it was written. */
    public String path() {
        return path(dump);
    }

    public TimelineEntry dump() {
        return dump;
    }

    /** What was done to it, in order. */
    public List<TimelineEntry> handlings() {
        return List.copyOf(handlings);
    }

    /** Where it or a copy of it lies as far as is known; empty when all were deleted. */
    public List<String> places() {
        return List.copyOf(places);
    }

    boolean wasRead() {
        return did(FileActivity.Operation.READ_OVER_SMB);
    }

    /** Whether somebody is known to have taken a copy, one way or another. */
    public boolean wasTaken() {
        return wasRead() || did(FileActivity.Operation.COPIED) || did(FileActivity.Operation.ARCHIVED);
    }

    private boolean did(FileActivity.Operation operation) {
        return handlings.stream()
                .anyMatch(entry ->
                        Objects.requireNonNull(entry.event().fact().file()).operation() == operation);
    }
}
