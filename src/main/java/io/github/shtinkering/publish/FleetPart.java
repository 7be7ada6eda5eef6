package io.github.shtinkering.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.casebook.FleetMark;
import io.github.shtinkering.casebook.FleetView;
import io.github.shtinkering.casebook.JudgedCase;
import io.github.shtinkering.casebook.Judgement;
import io.github.shtinkering.casebook.VendorAnswer;
import io.github.shtinkering.casebook.Verdict;
import io.github.shtinkering.fleet.CampaignKind;
import io.github.shtinkering.fleet.Standing;
import io.github.shtinkering.host.Told;
import io.github.shtinkering.host.ToldKind;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a case's document says of the fleet: which group it is in, how common it is, and our answer to an alert. */
final class FleetPart {
    private final JudgedCase judged;
    private final List<Standing> standings;

    /** @param standings the fleet's answers, at most one of a kind */
    FleetPart(JudgedCase judged, List<Standing> standings) {
        this.judged = judged;
        this.standings = standings;
    }

    /** The case as the fleet makes it: a campaign raises, being common lowers what nobody used. */
    JudgedCase shown() {
        FleetView fleet = judged.fleet();
        Standing actor = of(FleetMark.Kind.ACTOR);
        Standing arming = of(FleetMark.Kind.ARMING);
        Judgement shown = judged.judgement();
        if (actor != null && actor.counts() && fleet.inCampaign() != null) {
            shown = fleet.inCampaign();
        } else if (arming != null && arming.counts() && fleet.common() != null) {
            shown = fleet.common();
        }
        return judged.judgedAs(shown);
    }

    private @Nullable Standing of(FleetMark.Kind kind) {
        return standings.stream().filter(s -> s.kind() == kind).findFirst().orElse(null);
    }

    /** The group that says most about the case; null when it is in none. */
    private @Nullable Standing group() {
        for (FleetMark.Kind kind : FleetMark.Kind.values()) {
            Standing standing = of(kind);
            if (standing != null && standing.campaignId() != null) {
                return standing;
            }
        }
        return null;
    }

    /** The id of the group; empty when the case is in none. */
    String campaignId() {
        Standing group = group();
        return group == null ? "" : Objects.requireNonNull(group.campaignId());
    }

    /** What the group is; null when the case is in none. */
    @Nullable
    CampaignKind campaignKind() {
        Standing group = group();
        return group == null ? null : kind(group);
    }

    /** On how many hosts the group was seen, in words. */
    String groupHosts() {
        Standing group = group();
        return group == null ? "this host" : group.prevalence().hostWords();
    }

    /** Some of the other hosts of the campaign. */
    List<String> peers() {
        Standing group = group();
        return group == null ? List.of() : group.peers();
    }

    void write(ObjectNode own) {
        Standing group = group();
        if (group != null) {
            own.putObject("campaign")
                    .put("id", campaignId())
                    .put("kind", kind(group).wireName());
        }
        Standing common = of(FleetMark.Kind.FORM) != null ? of(FleetMark.Kind.FORM) : of(FleetMark.Kind.ARMING);
        if (common != null) {
            ObjectNode prevalence =
                    own.putObject("prevalence").put("of", common.kind() == FleetMark.Kind.FORM ? "launch" : "arming");
            PrevalenceJson.put(prevalence, common.prevalence());
        }
        VendorAnswer answer = answer();
        if (answer != null) {
            Standing form = of(FleetMark.Kind.FORM);
            ObjectNode vendor = own.putObject("vendor").put("answer", answer.wireName());
            vendor.put("hosts_alerted", form == null ? 1 : Math.max(1, form.answered()));
            vendor.put("hosts_with_same_answer", form == null ? 1 : Math.max(1, form.sameAnswer()));
        }
    }

    private static CampaignKind kind(Standing group) {
        return switch (group.kind()) {
            case ACTOR -> CampaignKind.CAMPAIGN;
            case ARMING -> CampaignKind.DEPLOYMENT;
            case FORM -> CampaignKind.CRASH_STORM;
        };
    }

    /** Our answer to the alerts in the case; null when it has none. */
    @Nullable
    VendorAnswer answer() {
        return VendorAnswer.of(judged.evidence(), judged.judgement());
    }

    /** Sentences for the reason; empty when there is nothing to say. */
    String sentences() {
        return common() + vendor() + grouped();
    }

    private String common() {
        Standing form = of(FleetMark.Kind.FORM);
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
        Standing form = of(FleetMark.Kind.FORM);
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
        for (Told told : judged.evidence()) {
            if (told.kind() == ToldKind.DETECTION) {
                return Objects.requireNonNull(told.event().fact().detection()).vendor();
            }
        }
        return "a product";
    }

    private String grouped() {
        Standing group = group();
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
    private String deployed(Standing group) {
        return judged.judgement().verdict() == Verdict.ATTEMPT
                ? ""
                : " The same arming was seen on " + group.prevalence().words() + since(group) + ", same program, same"
                        + " value and folder: deployment " + campaignId() + ".";
    }

    private static String since(Standing standing) {
        return " since " + Instants.words(standing.sinceMillis());
    }
}
