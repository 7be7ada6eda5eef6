package io.github.shtinkering.publish;

import io.github.shtinkering.casebook.JudgedCase;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.fact.Logon;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.host.Launches;
import io.github.shtinkering.host.LoggedOn;
import io.github.shtinkering.host.Programs;
import io.github.shtinkering.host.Resolution;
import io.github.shtinkering.host.Told;
import io.github.shtinkering.host.ToldKind;
import io.github.shtinkering.telemetry.Accounts;
import io.github.shtinkering.telemetry.normal.Ascii;
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
final class Involvement {
    /** Most entries. */
    private static final int LIMIT = 64;
    /** Most ids of evidence that an entry names. */
    private static final int EVIDENCE_LIMIT = 10;

    private final Map<String, Involved> entries = new LinkedHashMap<>();

    private Involvement() {}

    /** Everybody, in the order of the story; who was logged on comes last. */
    static List<Involved> of(JudgedCase judged) {
        Involvement involvement = new Involvement();
        judged.evidence().forEach(involvement::take);
        judged.context().loggedOn().forEach(involvement::loggedOn);
        return List.copyOf(involvement.entries.values());
    }

    /** The persons who did something, whoever was merely logged on left out. */
    static List<Involved> acting(JudgedCase judged) {
        return of(judged).stream()
                .filter(involved -> involved.role() != Role.LOGGED_ON && involved.isPerson())
                .toList();
    }

    /** Who asked for the dump of a launch, as far as its parent tells; null where that is not, or may not be, the one. */
    static @Nullable ProcessRef asker(Fact launch) {
        ProcessRef parent = launch.parent();
        if (parent == null || !Launches.foreign(launch) || Programs.startsWer(parent)) {
            return null;
        }
        Long initiator = Launches.initiator(launch);
        return initiator == null || parent.pid() == null || initiator.equals(parent.pid()) ? parent : null;
    }

    private void take(Told told) {
        Fact fact = told.event().fact();
        switch (told.kind()) {
            case ARMING, PREPARATION -> process(told, fact.actor(), Role.ARMED);
            case DISARMING -> process(told, fact.actor(), Role.RESET);
            case LAUNCH -> asked(told, fact);
            case DUMP -> process(told, fact.actor(), Role.WROTE);
            case HANDLING -> handled(told, Objects.requireNonNull(fact.file()));
            case REMOTE_REGISTRY -> reached(told, fact);
            default -> {}
        }
    }

    /** Where the asking process is not told, the account under which WerFault ran is that of whoever had it run. */
    private void asked(Told told, Fact launch) {
        if (isRefuted(told) || !Launches.foreign(launch)) {
            return;
        }
        ProcessRef asker = asker(launch);
        ProcessRef wer = launch.actor();
        if (asker != null && asker.user() != null) {
            process(told, asker, Role.ASKED);
        } else if (wer != null && wer.user() != null && Accounts.isPerson(wer.user(), wer.userSid())) {
            process(told, wer, Role.ASKED);
        }
    }

    /** Whether a launch was at another program. */
    static boolean isRefuted(Told told) {
        return told.kind() == ToldKind.LAUNCH
                && told.target() != null
                && told.target().resolution() == Resolution.REFUTED;
    }

    private void handled(Told told, FileActivity file) {
        Role role =
                switch (file.operation()) {
                    case READ_OVER_SMB -> Role.READ;
                    case CREATED, COPIED -> Role.COPIED;
                    case ARCHIVED -> Role.ARCHIVED;
                    case RENAMED -> Role.RENAMED;
                    case DELETED -> Role.DELETED;
                };
        process(told, told.event().fact().actor(), role);
        add(told, file.remoteUser(), null, role, file.remoteAddress());
    }

    private void reached(Told told, Fact fact) {
        Logon logon = fact.logon();
        if (logon != null) {
            add(told, logon.user(), logon.sid(), Role.REACHED_REGISTRY, logon.address());
        } else {
            process(told, fact.actor(), Role.REACHED_REGISTRY);
        }
    }

    private void process(Told told, @Nullable ProcessRef process, Role role) {
        if (process != null) {
            add(told, process.user(), process.userSid(), role, null);
        }
    }

    private void add(Told told, @Nullable String user, @Nullable String sid, Role role, @Nullable String address) {
        if (user == null) {
            return;
        }
        Involved involved = new Involved(
                user, sid, role, address, null, List.of(told.event().id()));
        if (involved.isPerson() || role == Role.ARMED || role == Role.ASKED) {
            add(involved);
        }
    }

    private void loggedOn(LoggedOn logon) {
        add(new Involved(logon.user(), logon.sid(), Role.LOGGED_ON, logon.address(), logon.type(), List.of()));
    }

    private void add(Involved involved) {
        String key = involved.role().wireName() + '\n' + Ascii.lower(involved.user()) + '\n' + involved.address();
        if (entries.containsKey(key) || entries.size() < LIMIT) {
            entries.merge(key, involved, Involvement::both);
        }
    }

    private static Involved both(Involved first, Involved second) {
        List<String> evidence = new ArrayList<>(first.evidence());
        second.evidence().stream().filter(id -> !evidence.contains(id)).forEach(evidence::add);
        String sid = first.sid() == null ? second.sid() : first.sid();
        List<String> kept = evidence.subList(0, Math.min(evidence.size(), EVIDENCE_LIMIT));
        return new Involved(first.user(), sid, first.role(), first.address(), first.logonType(), List.copyOf(kept));
    }
}
