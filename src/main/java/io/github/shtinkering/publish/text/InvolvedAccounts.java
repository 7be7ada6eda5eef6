package io.github.shtinkering.publish.text;

import io.github.shtinkering.detect.casebook.JudgedCase;
import io.github.shtinkering.detect.host.lsass.Resolution;
import io.github.shtinkering.detect.host.timeline.EntryKind;
import io.github.shtinkering.detect.host.timeline.LoggedOn;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.detect.host.wer.LaunchRequest;
import io.github.shtinkering.detect.host.wer.WerPrograms;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.Logon;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.WellKnownAccounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who had which part in a case, as far as its records name anybody. An account is listed once for each role and
 * address; a service account only where it enabled the dumps or asked for one.
 */
public final class InvolvedAccounts {
    /** Most entries. */
    private static final int LIMIT = 64;
    /** Most ids of evidence that an entry names. */
    private static final int EVIDENCE_LIMIT = 10;

    private final Map<String, InvolvedAccount> entries = new LinkedHashMap<>();

    private InvolvedAccounts() {}

    /** Everybody, in the order of the timeline; who was logged on comes last. */
    public static List<InvolvedAccount> of(JudgedCase judged) {
        InvolvedAccounts involvement = new InvolvedAccounts();
        judged.evidence().forEach(involvement::take);
        judged.context().loggedOn().forEach(involvement::loggedOn);
        return List.copyOf(involvement.entries.values());
    }

    /** The persons who did something, whoever was merely logged on left out. */
    public static List<InvolvedAccount> acting(JudgedCase judged) {
        return of(judged).stream()
                .filter(involved -> involved.role() != AccountRole.LOGGED_ON && involved.isPerson())
                .toList();
    }

    /** Who asked for the dump of a launch, as far as its parent tells; null where that is not, or may not be, the one. */
    public static @Nullable ProcessRef asker(Fact launch) {
        ProcessRef parent = launch.parent();
        if (parent == null || !LaunchRequest.foreign(launch) || WerPrograms.startsWer(parent)) {
            return null;
        }
        Long initiator = LaunchRequest.initiator(launch);
        return initiator == null || parent.pid() == null || initiator.equals(parent.pid()) ? parent : null;
    }

    private void take(TimelineEntry entry) {
        Fact fact = entry.event().fact();
        switch (entry.kind()) {
            case ARMING, PREPARATION -> process(entry, fact.actor(), AccountRole.ARMED);
            case DISARMING -> process(entry, fact.actor(), AccountRole.RESET);
            case LAUNCH -> asked(entry, fact);
            case DUMP -> process(entry, fact.actor(), AccountRole.WROTE);
            case HANDLING -> handled(entry, Objects.requireNonNull(fact.file()));
            case REMOTE_REGISTRY -> reached(entry, fact);
            default -> {}
        }
    }

    /** Where the asking process is not told, the account under which WerFault ran is that of whoever had it run. */
    private void asked(TimelineEntry entry, Fact launch) {
        if (isRefuted(entry) || !LaunchRequest.foreign(launch)) {
            return;
        }
        ProcessRef asker = asker(launch);
        ProcessRef wer = launch.actor();
        if (asker != null && asker.user() != null) {
            process(entry, asker, AccountRole.ASKED);
        } else if (wer != null && wer.user() != null && WellKnownAccounts.isPerson(wer.user(), wer.userSid())) {
            process(entry, wer, AccountRole.ASKED);
        }
    }

    /** Whether a launch was at another program. */
    public static boolean isRefuted(TimelineEntry entry) {
        return entry.kind() == EntryKind.LAUNCH
                && entry.target() != null
                && entry.target().resolution() == Resolution.REFUTED;
    }

    private void handled(TimelineEntry entry, FileActivity file) {
        AccountRole role =
                switch (file.operation()) {
                    case READ_OVER_SMB -> AccountRole.READ;
                    case CREATED, COPIED -> AccountRole.COPIED;
                    case ARCHIVED -> AccountRole.ARCHIVED;
                    case RENAMED -> AccountRole.RENAMED;
                    case DELETED -> AccountRole.DELETED;
                };
        process(entry, entry.event().fact().actor(), role);
        add(entry, file.remoteUser(), null, role, file.remoteAddress());
    }

    private void reached(TimelineEntry entry, Fact fact) {
        Logon logon = fact.logon();
        if (logon != null) {
            add(entry, logon.user(), logon.sid(), AccountRole.REACHED_REGISTRY, logon.address());
        } else {
            process(entry, fact.actor(), AccountRole.REACHED_REGISTRY);
        }
    }

    private void process(TimelineEntry entry, @Nullable ProcessRef process, AccountRole role) {
        if (process != null) {
            add(entry, process.user(), process.userSid(), role, null);
        }
    }

    private void add(
            TimelineEntry entry,
            @Nullable String user,
            @Nullable String sid,
            AccountRole role,
            @Nullable String address) {
        if (user == null) {
            return;
        }
        InvolvedAccount involved = new InvolvedAccount(
                user, sid, role, address, null, List.of(entry.event().id()));
        if (involved.isPerson() || role == AccountRole.ARMED || role == AccountRole.ASKED) {
            add(involved);
        }
    }

    private void loggedOn(LoggedOn logon) {
        add(new InvolvedAccount(
                logon.user(), logon.sid(), AccountRole.LOGGED_ON, logon.address(), logon.type(), List.of()));
    }

    private void add(InvolvedAccount involved) {
        String key = involved.role().wireName() + '\n' + AsciiCase.lower(involved.user()) + '\n' + involved.address();
        if (entries.containsKey(key) || entries.size() < LIMIT) {
            entries.merge(key, involved, InvolvedAccounts::both);
        }
    }

    private static InvolvedAccount both(InvolvedAccount first, InvolvedAccount second) {
        List<String> evidence = new ArrayList<>(first.evidence());
        second.evidence().stream().filter(id -> !evidence.contains(id)).forEach(evidence::add);
        String sid = first.sid() == null ? second.sid() : first.sid();
        List<String> kept = evidence.subList(0, Math.min(evidence.size(), EVIDENCE_LIMIT));
        return new InvolvedAccount(
                first.user(), sid, first.role(), first.address(), first.logonType(), List.copyOf(kept));
    }
}
