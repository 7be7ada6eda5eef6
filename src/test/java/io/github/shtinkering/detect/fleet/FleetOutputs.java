package io.github.shtinkering.detect.fleet;

import io.github.shtinkering.detect.casebook.fingerprint.Fingerprint;
import io.github.shtinkering.detect.fleet.group.Campaign;
import io.github.shtinkering.detect.fleet.group.CampaignKind;
import io.github.shtinkering.detect.fleet.group.FleetGroup;
import io.github.shtinkering.detect.fleet.group.FleetNote;
import io.github.shtinkering.detect.fleet.group.GroupMember;
import io.github.shtinkering.detect.fleet.group.WriteBackMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the fleet told of one key's notes: the newest answer to each case, the newest document of each group. */
final class FleetOutputs {
    static final FleetThresholds THRESHOLDS = new FleetThresholds(3, 20);

    FleetState state = new FleetState();
    final Map<String, GroupMember> members = new TreeMap<>();
    final Map<String, FleetGroup> groups = new TreeMap<>();
    final Map<String, FleetState.KnownIdentity> identities = new TreeMap<>();
    final Map<String, FleetAnswer> fleetAnswers = new TreeMap<>();
    final Map<String, Campaign> campaigns = new LinkedHashMap<>();
    final List<FleetAnswer> answers = new ArrayList<>();
    final List<Campaign> revisions = new ArrayList<>();
    /** The most members that one note made the fleet look at. */
    long mostEffort;
    /** What all of them did. */
    long effort;

    private final Fingerprint.Kind kind;
    private final boolean restored;
    private @Nullable FleetCorrelator kept;

    FleetOutputs(Fingerprint.Kind kind) {
        this(kind, false);
    }

    private FleetOutputs(Fingerprint.Kind kind, boolean restored) {
        this.kind = kind;
        this.restored = restored;
    }

    static FleetOutputs by(List<FleetNote> notes) {
        return new FleetOutputs(notes.get(0).kind()).takeAll(notes).settled();
    }

    /** By a fleet that knows nothing but what is kept, before every note: as after a restore. */
    static FleetOutputs restoring(Fingerprint.Kind kind) {
        return new FleetOutputs(kind, true);
    }

    private FleetCorrelator fleet() {
        if (kept == null || restored) {
            FleetCorrelator fleet = new FleetCorrelator(kind, THRESHOLDS);
            identities.forEach(fleet::load);
            fleet.load(members.values(), groups.values());
            kept = fleet;
        }
        return kept;
    }

    private void keep(FleetCorrelator fleet) {
        try {
            fleet.drainTo(keeper(members), keeper(groups), keeper(identities));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static <V> WriteBackMap.Keeper<V> keeper(Map<String, V> map) {
        return (key, value) -> {
            if (value == null) {
                map.remove(key);
            } else {
                map.put(key, value);
            }
        };
    }

    static <T> List<T> each(int hosts, java.util.function.IntFunction<T> note) {
        return IntStream.range(0, hosts).mapToObj(note).toList();
    }

    FleetOutputs takeAll(List<FleetNote> notes) {
        notes.forEach(this::take);
        return this;
    }

    FleetOutputs take(FleetNote note) {
        FleetCorrelator fleet = fleet();
        long before = fleet.effort();
        for (FleetAnswer answer : fleet.take(state, note, Long.MAX_VALUE)) {
            answers.add(answer);
            fleetAnswers.put(answer.caseId(), answer);
        }
        if (note.type() == FleetNote.Type.WITHDRAWN) {
            fleetAnswers.remove(note.caseId()); // void: who publishes knows that the case bears nothing any more
        }
        tell(fleet.due(FleetNotes.START).campaigns());
        mostEffort = Math.max(mostEffort, fleet.effort() - before);
        effort += fleet.effort() - before;
        keep(fleet);
        return this;
    }

    /** Tells what waits, as the timer does. */
    FleetOutputs settled() {
        FleetCorrelator fleet = fleet();
        tell(fleet.pending(state, FleetNotes.START));
        keep(fleet);
        return this;
    }

    private void tell(List<Campaign> told) {
        told.forEach(campaign -> {
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
                .map(c -> line(
                        c.kind() == CampaignKind.CAMPAIGN
                                ? Fingerprint.Kind.ACTOR
                                : c.kind() == CampaignKind.DEPLOYMENT ? Fingerprint.Kind.ARMING : Fingerprint.Kind.FORM,
                        c.score(),
                        c.parts().get(0).evidence().get(0),
                        c.fingerprint(),
                        c.firstSeenMillis(),
                        c.lastSeenMillis(),
                        c.hostCount(),
                        c.hosts(),
                        c.traits(),
                        c.stages().stream().sorted().toList(),
                        c.answers()))
                .sorted()
                .forEach(text::append);
        Map<String, String> together = new TreeMap<>();
        fleetAnswers.values().forEach(s -> {
            if (s.campaignId() != null) {
                together.merge(s.campaignId(), s.caseId(), (all, one) -> all + " " + one);
            }
        });
        fleetAnswers
                .values()
                .forEach(s -> text.append(
                        line(s.caseId(), s.campaignId() == null ? "" : together.get(s.campaignId()), s.counts())));
        return text.toString();
    }

    /** A case, those with which it is in a group, and whether that counts. */
    static String line(String caseId, String together, boolean counts) {
        return "%s with [%s] %s%n".formatted(caseId, together, counts);
    }

    /** A group. */
    static String line(Fingerprint.Kind kind, Object... values) {
        return "%s %s%n".formatted(kind, List.of(values));
    }
}
