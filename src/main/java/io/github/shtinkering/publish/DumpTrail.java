package io.github.shtinkering.publish;

import io.github.shtinkering.casebook.JudgedCase;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.host.DumpNature;
import io.github.shtinkering.host.Programs;
import io.github.shtinkering.host.Told;
import io.github.shtinkering.host.ToldKind;
import io.github.shtinkering.telemetry.normal.Ascii;
import io.github.shtinkering.telemetry.normal.WindowsPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A dump of LSASS from its writing on: where it lay, under whichever name, and who handled it there. */
final class DumpTrail {
    private final Told dump;
    private final List<Told> handlings = new ArrayList<>();
    /** Where it, or a copy of it, lies as far as is known, the newest last. */
    private final List<String> places = new ArrayList<>();

    private final List<String> names = new ArrayList<>();

    private DumpTrail(Told dump) {
        this.dump = dump;
        lies(path(dump));
    }

    /** The dumps of a case in order; one program's writes of one path are one dump. */
    static List<DumpTrail> of(JudgedCase judged) {
        Map<String, DumpTrail> trails = new LinkedHashMap<>();
        for (Told told : judged.evidence()) {
            if (told.kind() == ToldKind.DUMP && told.nature() != DumpNature.OTHER_PROGRAM_BY_WER) {
                trails.put(
                        Programs.name(told.event().fact().actor()) + '\n' + Ascii.lower(path(told)),
                        new DumpTrail(told));
            } else if (told.kind() == ToldKind.HANDLING) {
                trails.values().forEach(trail -> trail.follow(told));
            }
        }
        return List.copyOf(trails.values());
    }

    /** What was done to dumps of which no record says that they were written. */
    static List<Told> handledOnly(JudgedCase judged) {
        List<DumpTrail> trails = of(judged);
        return judged.evidence().stream()
                .filter(told -> told.kind() == ToldKind.HANDLING)
                .filter(told -> trails.stream().noneMatch(trail -> trail.handlings.contains(told)))
                .toList();
    }

    private void follow(Told handling) {
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
                && (Ascii.equalsIgnoreCase(known, other)
                        || other.indexOf('\\') < 0 && Ascii.equalsIgnoreCase(WindowsPath.fileName(known), other));
    }

    private static String path(Told dump) {
        String path = Objects.requireNonNull(dump.event().fact().file()).path();
        return path == null ? "" : path;
    }

    Fact written() {
        return dump.event().fact();
    }

    /** Where it was written. */
    String path() {
        return path(dump);
    }

    Told dump() {
        return dump;
    }

    /** What was done to it, in order. */
    List<Told> handlings() {
        return List.copyOf(handlings);
    }

    /** Where it or a copy of it lies as far as is known; empty when all were deleted. */
    List<String> places() {
        return List.copyOf(places);
    }

    boolean wasRead() {
        return did(FileActivity.Operation.READ_OVER_SMB);
    }

    /** Whether somebody is known to have taken a copy, one way or another. */
    boolean wasTaken() {
        return wasRead() || did(FileActivity.Operation.COPIED) || did(FileActivity.Operation.ARCHIVED);
    }

    private boolean did(FileActivity.Operation operation) {
        return handlings.stream()
                .anyMatch(told ->
                        Objects.requireNonNull(told.event().fact().file()).operation() == operation);
    }
}
