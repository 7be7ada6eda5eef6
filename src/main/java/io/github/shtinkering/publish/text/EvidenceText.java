package io.github.shtinkering.publish.text;

import io.github.shtinkering.detect.casebook.scoring.CaseJudgement;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.host.wer.LaunchRequest;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.Logon;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.RegistryChange;
import io.github.shtinkering.normal.TextValues;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a piece of evidence says, in one line. */
public final class EvidenceText {
    private EvidenceText() {}

    /** The stage under which the evidence is listed: one of the three, or what else it shows. */
    public static String stage(TimelineEntry entry) {
        return switch (entry.kind()) {
            case ARMING, PREPARATION -> CaseJudgement.ARMING;
            case DISARMING -> "disarming";
            case LAUNCH, LAUNCHES_EVICTED -> CaseJudgement.LAUNCH;
            case DUMP -> CaseJudgement.DUMP;
            case HANDLING -> "handling";
            case CRASH -> "crash";
            case LSASS_ENDED -> "lsass-ended";
            case REBOOT -> "reboot";
            case LSASS_ALIVE -> "lsass-alive";
            case REMOTE_REGISTRY -> "remote-registry";
            case DETECTION -> "vendor-alert";
            case GENERATION, CONTEXT, FORGOTTEN -> "none";
        };
    }

    /** One line of at most 4,096 letters: paths are a stranger's to choose. */
    public static String summary(TimelineEntry entry) {
        return TextValues.cut(whole(entry), TextValues.MAX_PATH);
    }

    private static String whole(TimelineEntry entry) {
        Fact fact = entry.event().fact();
        return switch (entry.kind()) {
            case ARMING, PREPARATION, DISARMING -> registry(fact);
            case LAUNCH -> launch(entry);
            case DUMP, HANDLING -> file(fact);
            case LAUNCHES_EVICTED ->
                "More launches of WerFault that other processes asked for than are kept; those that had to leave were"
                        + " until " + DocumentTimes.words(entry.event().lastMillis());
            case CRASH -> crash(fact);
            case LSASS_ENDED -> "lsass.exe ended";
            case REBOOT -> "The host booted";
            case LSASS_ALIVE ->
                "LSASS was seen alive with PID "
                        + Objects.requireNonNull(fact.sighting()).pid();
            case REMOTE_REGISTRY -> remoteRegistry(fact);
            case DETECTION ->
                Objects.requireNonNull(fact.detection()).vendor() + " raised "
                        + fact.detection().name();
            case GENERATION, CONTEXT, FORGOTTEN -> "";
        };
    }

    private static String remoteRegistry(Fact fact) {
        Logon logon = fact.logon();
        if (logon != null) {
            return logon.user() + " logged on over the network"
                    + (logon.address() == null ? "" : " from " + logon.address())
                    + ": the registry was reachable for that account";
        }
        String user = fact.actor() == null ? null : fact.actor().user();
        return (user == null ? "Somebody" : user) + " reached the registry from another machine";
    }

    private static String registry(Fact fact) {
        RegistryChange change = Objects.requireNonNull(fact.registry());
        String what = RegistrySpelling.of(change.key() + (change.value() == null ? "" : "\\" + change.value()));
        String data = change.number() != null ? change.number().toString() : change.data();
        String who = who(fact.actor());
        return switch (change.operation()) {
            case SET_VALUE -> who + " set " + what + " to " + data;
            case DELETE_VALUE, DELETE_KEY -> who + " deleted " + what;
            case DELETE_KEY_ASKED -> who + " used the right to delete " + what;
            case CREATE_KEY -> who + " created " + what;
            case RENAME -> who + " renamed " + what + " to " + newName(change);
            case SNAPSHOT_VALUE -> who + " (inventory) found " + what + " = " + data;
            case SNAPSHOT_ABSENT -> who + " (inventory) found " + what + " gone";
            case REIMAGED -> "The machine was installed anew: its host id changed";
        };
    }

    private static String newName(RegistryChange change) {
        String key = change.newKey() == null ? change.key() : change.newKey();
        return RegistrySpelling.of(key + (change.newValue() == null ? "" : "\\" + change.newValue()));
    }

    private static String launch(TimelineEntry entry) {
        Fact fact = entry.event().fact();
        Long target = LaunchRequest.target(fact);
        Long initiator = LaunchRequest.initiator(fact);
        String why = entry.target() == null ? "" : "; " + entry.target().why();
        return who(fact.actor()) + " was started to dump "
                + (target == null ? "a process that the record does not show" : "PID " + target)
                + (initiator == null ? "" : ", asked for by PID " + initiator)
                + (fact.parent() == null ? "; parent unknown" : "; parent: " + who(fact.parent())) + why;
    }

    private static String file(Fact fact) {
        FileActivity file = Objects.requireNonNull(fact.file());
        return switch (file.operation()) {
            case CREATED ->
                who(fact.actor()) + " wrote " + file.path()
                        + (file.size() == null ? "" : " (" + file.size() + " bytes)");
            case RENAMED -> who(fact.actor()) + " renamed " + file.path() + to(file);
            case COPIED -> who(fact.actor()) + " copied " + file.path() + to(file);
            case ARCHIVED -> who(fact.actor()) + " archived " + file.path() + to(file);
            case DELETED -> who(fact.actor()) + " deleted " + file.path();
            case READ_OVER_SMB ->
                Objects.requireNonNullElse(file.remoteUser(), "somebody") + " at "
                        + Objects.requireNonNullElse(file.remoteAddress(), "an unknown address") + " read "
                        + file.path() + " over SMB";
        };
    }

    private static String to(FileActivity file) {
        return file.newPath() == null ? "" : " to " + file.newPath();
    }

    private static String crash(Fact fact) {
        var crash = Objects.requireNonNull(fact.crash());
        return switch (crash.source()) {
            case APPLICATION_ERROR_1000 ->
                "Application Error 1000: lsass.exe, module " + crash.module() + ", code " + crash.code();
            case WER_REPORT_1001 -> "Windows Error Reporting 1001 for lsass.exe";
            case WININIT_1015 -> "Wininit 1015: lsass.exe failed with status " + crash.code();
            case RESTART_1074 -> "wininit.exe initiated a restart (1074)";
            case LSASRV_5000 -> "LsaSrv 5000: the security package " + crash.module() + " raised an exception in LSASS";
        };
    }

    /** A process, with its PID and in whose name it ran. */
    public static String who(@Nullable ProcessRef process) {
        if (process == null) {
            return "an unknown process";
        }
        String name = process.executable() == null ? "a process" : process.executable();
        String details = Stream.of(process.pid() == null ? null : "PID " + process.pid(), process.user())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        return details.isEmpty() ? name : name + " (" + details + ")";
    }
}
