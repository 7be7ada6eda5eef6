package io.github.shtinkering.publish.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.casebook.fingerprint.Fingerprint;
import io.github.shtinkering.detect.casebook.fingerprint.FleetView;
import io.github.shtinkering.detect.casebook.scoring.CaseJudgement;
import io.github.shtinkering.detect.casebook.scoring.VendorAnswer;
import io.github.shtinkering.detect.casebook.scoring.Verdict;
import io.github.shtinkering.detect.fleet.FleetAnswer;
import io.github.shtinkering.detect.fleet.group.CampaignKind;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.publish.text.DocumentTimes;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a case's document says of the fleet: which group it is in, how common it is, and our answer to an alert. */
public final class FleetSection {
    private final JudgedCase judged;
    private final List<FleetAnswer> fleetAnswers;

    /** @param fleetAnswers the fleet's answers, at most one of a kind */
    public FleetSection(JudgedCase judged, List<FleetAnswer> fleetAnswers) {
        this.judged = judged;
        this.fleetAnswers = fleetAnswers;
    }

    /** The case as the fleet makes it: a campaign raises, being common lowers what nobody used. */
    public JudgedCase shown() {
        FleetView fleet = judged.fleet();
        FleetAnswer actor = of(Fingerprint.Kind.ACTOR);
        FleetAnswer arming = of(Fingerprint.Kind.ARMING);
        CaseJudgement shown = judged.judgement();
        if (actor != null && actor.counts() && fleet.inCampaign() != null) {
            shown = fleet.inCampaign();
        } else if (arming != null && arming.counts() && fleet.common() != null) {
            shown = fleet.common();
        }
        return judged.judgedAs(shown);
    }

    private @Nullable FleetAnswer of(Fingerprint.Kind kind) {
        return fleetAnswers.stream().filter(s -> s.kind() == kind).findFirst().orElse(null);
    }

    /** The group that says most about the case; null when it is in none. */
    private @Nullable FleetAnswer group() {
        for (Fingerprint.Kind kind : Fingerprint.Kind.values()) {
            FleetAnswer answer = of(kind);
            if (answer != null && answer.campaignId() != null) {
                return answer;
            }
        }
        return null;
    }

    /** The id of the group; empty when the case is in none. */
    public String campaignId() {
        FleetAnswer group = group();
        return group == null ? "" : Objects.requireNonNull(group.campaignId());
    }

    /** What the group is; null when the case is in none. */
    @Nullable
    public CampaignKind campaignKind() {
        FleetAnswer group = group();
        return group == null ? null : kind(group);
    }

    /** On how many hosts the group was seen, in words. */
    public String groupHosts() {
        FleetAnswer group = group();
        return group == null ? "this host" : group.prevalence().hostWords();
    }

    /** Some of the other hosts of the campaign. */
    public List<String> peers() {
        FleetAnswer group = group();
        return group == null ? List.of() : group.peers();
    }

    public void write(ObjectNode own) {
        FleetAnswer group = group();
        if (group != null) {
            own.putObject("campaign")
                    .put("id", campaignId())
                    .put("kind", kind(group).wireName());
        }
        FleetAnswer common =
                of(Fingerprint.Kind.FORM) != null ? of(Fingerprint.Kind.FORM) : of(Fingerprint.Kind.ARMING);
        if (common != null) {
            ObjectNode prevalence =
                    own.putObject("prevalence").put("of", common.kind() == Fingerprint.Kind.FORM ? "launch" : "arming");
            PrevalenceJson.put(prevalence, common.prevalence());
        }
        VendorAnswer answer = answer();
        if (answer != null) {
            FleetAnswer form = of(Fingerprint.Kind.FORM);
            ObjectNode vendor = own.putObject("vendor").put("answer", answer.wireName());
            vendor.put("hosts_alerted", form == null ? 1 : Math.max(1, form.answered()));
            vendor.put("hosts_with_same_answer", form == null ? 1 : Math.max(1, form.sameAnswer()));
        }
    }

    private static CampaignKind kind(FleetAnswer group) {
        return switch (group.kind()) {
            case ACTOR -> CampaignKind.CAMPAIGN;
            case ARMING -> CampaignKind.DEPLOYMENT;
            case FORM -> CampaignKind.CRASH_STORM;
        };
    }

    /** Our answer to the alerts in the case; null when it has none. */
    @Nullable
    public VendorAnswer answer() {
        return VendorAnswer.of(judged.evidence(), judged.judgement());
    }

    /** Sentences for the reason; empty when there is nothing to say. */
    public String sentences() {
        return common() + vendor() + grouped();
    }

    private String common() {
        FleetAnswer form = of(Fingerprint.Kind.FORM);
        boolean untold = judged.judgement().verdict() == Verdict.PRECURSOR; // its reason names no launch
        return form == null || form.hosts() < 2 || untold
                ? ""
                : " The same launch of WerFault was seen on "
                        + form.prevalence().words()
                        + since(form)
                        + ", same program, same form.";
    }

    private String vendor() {
        VendorAnswer answer = answer();
        FleetAnswer form = of(Fingerprint.Kind.FORM);
        if (answer == null) {
            return "";
        }
        String what =
                switch (answer) {
                    case CONFIRMS -> " The evidence confirms ";
                    case REFUTES -> " The evidence contradicts ";
                    case CANNOT_TELL -> " The evidence cannot tell about ";
                };
        return what + vendorName() + "'s alert"
                + (form == null || form.answered() < 2
                        ? "."
                        : String.format(
                                Locale.ROOT,
                                ", as on %,d of %,d hosts with an alert about the same launch so far.",
                                form.sameAnswer(),
                                form.answered()));
    }

    private String vendorName() {
        for (TimelineEntry entry : judged.evidence()) {
            if (entry.kind() == EntryKind.DETECTION) {
                return Objects.requireNonNull(entry.event().fact().detection()).vendor();
            }
        }
        return "a product";
    }

    private String grouped() {
        FleetAnswer group = group();
        if (group == null) {
            return "";
        }
        return switch (group.kind()) {
            case ACTOR ->
                " The same actor attacked " + group.prevalence().hostWords() + " so far: campaign " + campaignId()
                        + ".";
            case ARMING -> deployed(group);
            case FORM -> " Part of crash storm " + campaignId() + ".";
        };
    }

    /** Of an attempt it would read as an excuse. */
    private String deployed(FleetAnswer group) {
        return judged.judgement().verdict() == Verdict.ATTEMPT
                ? ""
                : " The same arming was seen on " + group.prevalence().words() + since(group) + ", same program, same"
                        + " value and folder: deployment " + campaignId() + ".";
    }

    private static String since(FleetAnswer answer) {
        return " since " + DocumentTimes.words(answer.sinceMillis());
    }
}
