package io.github.shtinkering.fleet;

import io.github.shtinkering.casebook.FleetMark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the fleet told of one key's notes: the newest standing of each case, the newest document of each group. */
final class Told {
    static final FleetThresholds THRESHOLDS = new FleetThresholds(3, 20);

    final FleetState state = new FleetState();
    final Map<String, Standing> standings = new TreeMap<>();
    final Map<String, Campaign> campaigns = new LinkedHashMap<>();
    final List<Standing> answers = new ArrayList<>();
    final List<Campaign> revisions = new ArrayList<>();
    private final FleetMark.Kind kind;
    private final boolean restored;
    private @Nullable Fleet kept;
    private boolean waiting;

    Told(FleetMark.Kind kind) {
        this(kind, false);
    }

    private Told(FleetMark.Kind kind, boolean restored) {
        this.kind = kind;
        this.restored = restored;
    }

    static Told by(List<FleetNote> notes) {
        return new Told(notes.get(0).kind()).takeAll(notes).settled();
    }

    /** By a fleet that knows nothing but its state, before every note: as after a restore. */
    static Told restoredBeforeEach(List<FleetNote> notes) {
        return new Told(notes.get(0).kind(), true).takeAll(notes).settled();
    }

    private Fleet fleet() {
        if (kept == null || restored) {
            kept = new Fleet(kind, state, THRESHOLDS);
        }
        return kept;
    }

    static <T> List<T> each(int hosts, java.util.function.IntFunction<T> note) {
        return IntStream.range(0, hosts).mapToObj(note).toList();
    }

    Told takeAll(List<FleetNote> notes) {
        notes.forEach(this::take);
        return this;
    }

    Told take(FleetNote note) {
        Fleet fleet = fleet();
        for (Standing standing : fleet.take(note, Long.MAX_VALUE)) {
            answers.add(standing);
            standings.put(standing.caseId(), standing);
        }
        if (note.type() == FleetNote.Type.WITHDRAWN) {
            standings.remove(note.caseId()); // void: who publishes knows that the case bears nothing any more
        }
        keep(fleet.news(Notes.START, false, waiting));
        return this;
    }

    /** Tells what waits, as the timer does. */
    Told settled() {
        keep(fleet().news(Notes.START, true, waiting));
        return this;
    }

    private void keep(Fleet.News news) {
        waiting = news.waiting();
        news.campaigns().forEach(campaign -> {
            revisions.add(campaign);
            campaigns.put(campaign.id(), campaign);
        });
    }

    /** The groups that are there. */
    List<Campaign> open() {
        return campaigns.values().stream()
                .filter(campaign -> campaign.status() == Campaign.Status.OPEN)
                .toList();
    }

    /** Everything that must not depend on the order of arrival. */
    String digest() {
        StringBuilder text = new StringBuilder();
        open().stream()
                .map(c -> "%s %d %s %s %d..%d %d %s %s %s %s%n"
                        .formatted(
                                c.kind(),
                                c.score(),
                                c.parts().get(0).evidence(),
                                c.fingerprint(),
                                c.firstSeenMillis(),
                                c.lastSeenMillis(),
                                c.hostCount(),
                                c.hostCountError(),
                                c.hosts(),
                                c.stages(),
                                c.answers()))
                .sorted()
                .forEach(text::append);
        standings
                .values()
                .forEach(s -> text.append("%s %s %s%n".formatted(s.caseId(), s.campaignId() != null, s.counts())));
        return text.toString();
    }
}
