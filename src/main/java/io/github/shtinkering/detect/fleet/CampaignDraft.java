package io.github.shtinkering.detect.fleet;

import io.github.shtinkering.detect.casebook.fingerprint.Fingerprint;
import io.github.shtinkering.detect.casebook.scoring.CaseJudgement;
import io.github.shtinkering.detect.casebook.scoring.ScorePart;
import io.github.shtinkering.detect.casebook.scoring.VendorAnswer;
import io.github.shtinkering.detect.fleet.count.DistinctHosts;
import io.github.shtinkering.detect.fleet.count.DistinctHostsByDay;
import io.github.shtinkering.detect.fleet.count.Prevalence;
import io.github.shtinkering.detect.fleet.group.Campaign;
import io.github.shtinkering.detect.fleet.group.CampaignKind;
import io.github.shtinkering.detect.fleet.group.FleetGroup;
import io.github.shtinkering.detect.fleet.group.GroupNumbers;
import io.github.shtinkering.detect.fleet.group.GroupSummary;
import io.github.shtinkering.fact.FactId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A group's document as it would be published now. */
final class CampaignDraft {
    private static final List<String> ORDER = List.of(CaseJudgement.ARMING, CaseJudgement.LAUNCH, CaseJudgement.DUMP);
    private static final int FINGERPRINT_TEXTS = 4;
    private static final double HOUR_MILLIS = 3_600_000.0;
    private static final long MINUTE_MILLIS = 60_000L;

    private final CampaignKind kind;
    private final FleetGroup group;
    private final GroupSummary summary;
    private final DistinctHostsByDay seen;

    /**
     * @param summary the group in numbers; null when it is no more
     * @param seen hosts on which a form of launch was seen
     */
    CampaignDraft(
            Fingerprint.Kind fingerprint, FleetGroup group, @Nullable GroupSummary summary, DistinctHostsByDay seen) {
        this.kind = CampaignKind.of(fingerprint);
        this.group = group;
        this.summary = summary == null ? gone(group) : summary;
        this.seen = seen;
    }

    private static GroupSummary gone(FleetGroup group) {
        GroupSummary gone = new GroupSummary();
        gone.identities = group.identities;
        gone.firstMillis = group.firstMillis;
        gone.lastMillis = group.lastMillis;
        return gone;
    }

    /**
     * A digest of what a reader must hear of at once.
     *
     * @param numbers the group in numbers; null when it is no more
     */
    static String urgentDigest(FleetGroup group, @Nullable GroupNumbers numbers) {
        return numbers == null
                ? FactId.of(group.status, group.mergedInto)
                : FactId.of(
                        group.status,
                        group.mergedInto,
                        numbers.score(),
                        numbers.worstCase(),
                        numbers.stages(),
                        numbers.confirmed(),
                        numbers.answered(VendorAnswer.CONFIRMS) > 0);
    }

    /** A digest of everything but the numbers of the revision. */
    String digest() {
        return FactId.of(
                urgentDigest(group, summary),
                fingerprint(),
                why(),
                summary.firstMillis,
                summary.lastMillis,
                summary.hosts.count(),
                summary.names,
                summary.traits,
                answers(),
                prevalence());
    }

    Campaign revision(long nowMillis) {
        group.firstMillis = summary.firstMillis;
        group.lastMillis = summary.lastMillis;
        List<ScorePart> parts = parts();
        return new Campaign(
                group.id,
                group.revision,
                group.version,
                nowMillis,
                kind,
                group.status,
                group.mergedInto,
                parts.stream().mapToInt(ScorePart::points).sum(),
                parts,
                fingerprint(),
                why(),
                summary.firstMillis,
                summary.lastMillis,
                summary.hosts.estimate().count(),
                summary.hosts.estimate().error(),
                hostsPerHour(),
                List.copyOf(summary.names),
                List.copyOf(summary.traits),
                inOrder(summary.stages),
                answers(),
                prevalence());
    }

    /** Not counted yet. */
    private Prevalence prevalence() {
        boolean launch = kind == CampaignKind.CRASH_STORM;
        DistinctHosts.Estimate hosts = (launch ? seen.all() : summary.hosts).estimate();
        return new Prevalence(hosts.count(), hosts.error(), launch ? seen.sinceMillis() : summary.firstMillis, 0, null);
    }

    private static List<String> inOrder(List<String> stages) {
        return ORDER.stream().filter(stages::contains).toList();
    }

    /** A group weighs what its worst case weighs; a campaign's cases bring the part for it. */
    private List<ScorePart> parts() {
        if (group.status != Campaign.Status.OPEN) {
            return List.of(new ScorePart(group.status.wireName(), 0, why(), List.of()));
        }
        return List.of(new ScorePart(
                "worst-case", Math.max(0, summary.score), "the score of its worst case", List.of(summary.worstCase)));
    }

    private double hostsPerHour() {
        long span = Math.max(MINUTE_MILLIS, summary.lastMillis - summary.firstMillis);
        return Math.round(10.0 * (summary.hosts.count() - 1) * HOUR_MILLIS / span) / 10.0;
    }

    private Campaign.Answers answers() {
        return new Campaign.Answers(
                summary.answered(VendorAnswer.CONFIRMS),
                summary.answered(VendorAnswer.REFUTES),
                summary.answered(VendorAnswer.CANNOT_TELL));
    }

    private String fingerprint() {
        return String.join("; ", handles().stream().limit(FINGERPRINT_TEXTS).toList());
    }

    private List<String> handles() {
        return summary.handles.isEmpty() ? summary.identities : summary.handles;
    }

    // ---- in words --------------------------------------------------------------------------------------------------

    private String why() {
        if (group.status == Campaign.Status.MERGED) {
            return "A later case shows the same actor in both. This is part of " + group.mergedInto + " now.";
        }
        if (group.status == Campaign.Status.DISSOLVED) {
            return "Later records leave too few hosts within 24 hours.";
        }
        return new CampaignText(kind, summary, handles()).sentences();
    }
}
