package io.github.shtinkering.fleet;

import io.github.shtinkering.casebook.FleetMark;
import io.github.shtinkering.casebook.Judgement;
import io.github.shtinkering.casebook.ScorePart;
import io.github.shtinkering.casebook.VendorAnswer;
import io.github.shtinkering.fact.FactId;
import io.github.shtinkering.fleet.FleetState.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A group's document as it would be told now. */
final class CampaignDraft {
    private static final List<String> ORDER = List.of(Judgement.ARMING, Judgement.LAUNCH, Judgement.DUMP);
    private static final int FINGERPRINT_TEXTS = 4;
    private static final double HOUR_MILLIS = 3_600_000.0;
    private static final long MINUTE_MILLIS = 60_000L;

    private final CampaignKind kind;
    private final Group group;
    private final Crowd picture;
    private final HostDays seen;

    /**
     * @param picture the group in numbers; null when it is no more
     * @param seen hosts on which a form of launch was seen
     */
    CampaignDraft(FleetMark.Kind fingerprint, Group group, @Nullable Crowd picture, HostDays seen) {
        this.kind = CampaignKind.of(fingerprint);
        this.group = group;
        this.picture = picture == null ? gone(group) : picture;
        this.seen = seen;
    }

    private static Crowd gone(Group group) {
        Crowd gone = new Crowd();
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
    static String news(Group group, @Nullable GroupNumbers numbers) {
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
    String all() {
        return FactId.of(
                news(group, picture),
                fingerprint(),
                why(),
                picture.firstMillis,
                picture.lastMillis,
                picture.hosts.count(),
                picture.names,
                answers(),
                prevalence());
    }

    Campaign revision(long nowMillis) {
        group.firstMillis = picture.firstMillis;
        group.lastMillis = picture.lastMillis;
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
                picture.firstMillis,
                picture.lastMillis,
                picture.hosts.estimate().count(),
                picture.hosts.estimate().error(),
                hostsPerHour(),
                List.copyOf(picture.names),
                List.copyOf(picture.traits),
                inOrder(picture.stages),
                answers(),
                prevalence());
    }

    /** Not counted yet. */
    private Prevalence prevalence() {
        boolean launch = kind == CampaignKind.CRASH_STORM;
        HostCount.Estimate hosts = (launch ? seen.all() : picture.hosts).estimate();
        return new Prevalence(hosts.count(), hosts.error(), launch ? seen.sinceMillis() : picture.firstMillis, 0, null);
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
                "worst-case", Math.max(0, picture.score), "the score of its worst case", List.of(picture.worstCase)));
    }

    private double hostsPerHour() {
        long span = Math.max(MINUTE_MILLIS, picture.lastMillis - picture.firstMillis);
        return Math.round(10.0 * (picture.hosts.count() - 1) * HOUR_MILLIS / span) / 10.0;
    }

    private Campaign.Answers answers() {
        return new Campaign.Answers(
                picture.answered(VendorAnswer.CONFIRMS),
                picture.answered(VendorAnswer.REFUTES),
                picture.answered(VendorAnswer.CANNOT_TELL));
    }

    private String fingerprint() {
        return String.join("; ", handles().stream().limit(FINGERPRINT_TEXTS).toList());
    }

    private List<String> handles() {
        return picture.handles.isEmpty() ? picture.identities : picture.handles;
    }

    // ---- in words --------------------------------------------------------------------------------------------------

    private String why() {
        if (group.status == Campaign.Status.MERGED) {
            return "a case that came in later shows the same actor in both: part of " + group.mergedInto + " now";
        }
        if (group.status == Campaign.Status.DISSOLVED) {
            return "records that came in later leave too few hosts within 24 hours";
        }
        String hosts = hosts(picture.hosts);
        String common =
                picture.traits.isEmpty() ? "" : "; most also have in common: " + String.join(", ", picture.traits);
        return switch (kind) {
            case CAMPAIGN ->
                hosts + " were attacked by the same actor, known by " + joined() + ": " + fingerprint() + common;
            case DEPLOYMENT -> hosts + " were armed in the same way: " + fingerprint() + used() + common;
            case CRASH_STORM ->
                hosts + " raised alerts about the same launch of WerFault: " + fingerprint() + answered() + common;
        };
    }

    /** Which kinds of identity joined the hosts. */
    private String joined() {
        List<String> kinds = new ArrayList<>();
        if (handles().stream().anyMatch(handle -> handle.startsWith(FleetMark.PATH))) {
            kinds.add("its path");
        }
        if (handles().stream().anyMatch(handle -> handle.startsWith(FleetMark.SHA256))) {
            kinds.add("its hash");
        }
        if (handles().stream().anyMatch(handle -> handle.startsWith(FleetMark.PATTERN))) {
            kinds.add("the pattern that is left when it is renamed");
        }
        return String.join(" and ", kinds);
    }

    private String used() {
        if (picture.confirmed) {
            return "; it was used: LSASS was the target on at least one of them, so being common lowers none";
        }
        if (picture.eligible && !picture.proven) {
            return "; being common lowers none, because of most of them nothing else is known an hour apart from it";
        }
        return picture.eligible
                ? "; nobody used it, so being common lowers each"
                : "; being common lowers none, because that is for recognised agents and signed programs that take"
                        + " nobody's orders";
    }

    private String answered() {
        Campaign.Answers answers = answers();
        List<String> texts = new ArrayList<>();
        texts.add(answers.refutes() + " refuted, because the target was another process");
        texts.add(answers.cannotTell() + " cannot be told for want of LSASS's PID");
        if (answers.confirms() > 0) {
            texts.add(answers.confirms() + " confirmed, which is an attempt and no part of this");
        }
        return "; of the alerts, by hosts, " + String.join(", ", texts);
    }

    private static String hosts(HostCount count) {
        String number = String.format(Locale.ROOT, "%,d hosts", count.count());
        return count.estimated() ? "about " + number : number;
    }
}
