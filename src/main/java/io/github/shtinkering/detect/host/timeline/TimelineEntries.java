package io.github.shtinkering.detect.host.timeline;

import io.github.shtinkering.detect.host.lsass.TargetResolution;
import io.github.shtinkering.detect.host.registry.ArmedState;
import io.github.shtinkering.detect.host.wer.DumpNature;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The entries of one machine's timeline while they are gathered, as of generation 0. */
final class TimelineEntries {
    private final String host;
    private final String machine;
    private final List<TimelineEntry> entries = new ArrayList<>();

    TimelineEntries(String host, String machine) {
        this.host = host;
        this.machine = machine;
    }

    void add(EntryKind kind, ObservedEvent observed) {
        add(kind, observed, null, null, null);
    }

    void add(
            EntryKind kind,
            ObservedEvent observed,
            @Nullable ArmedState arming,
            @Nullable TargetResolution target,
            @Nullable DumpNature nature) {
        entries.add(new TimelineEntry(host, machine, 0, kind, observed, arming, target, nature, null));
    }

    /** In the order in which they were added. */
    List<TimelineEntry> all() {
        return entries;
    }

    Stream<TimelineEntry> ofKind(EntryKind kind) {
        return entries.stream().filter(entry -> entry.kind() == kind);
    }

    TimelineEntry last() {
        return entries.get(entries.size() - 1);
    }
}
