package io.github.shtinkering.detect.casebook.exceptions;

import io.github.shtinkering.detect.host.registry.ArmedState;
import io.github.shtinkering.detect.host.timeline.TimelineEntry;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.fact.RegistryChange;
import io.github.shtinkering.normal.HostName;
import io.github.shtinkering.normal.HostNames;
import io.github.shtinkering.normal.WindowsPath;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An approved exception or maintenance window: it covers armings, and nothing else. All given keys must match; a
 * fact that lacks a matched field does not match.
 *
 * @param id its id
 * @param reason why it was approved
 * @param owner who answers for it
 * @param startsMillis first event time that it covers
 * @param endsMillis first event time that it no longer covers
 * @param host glob over the host's name, without the root's trailing dot; null for any
 * @param actorExecutable glob over the writer's full path; null for any
 * @param actorSid the writer's SID; null for any
 * @param actorSha256 the writer's hash; null for any
 * @param scope {@code global} or {@code lsass.exe}; null for any
 */
public record ArmingException(
        String id,
        String reason,
        String owner,
        long startsMillis,
        long endsMillis,
        @Nullable String host,
        @Nullable String actorExecutable,
        @Nullable String actorSid,
        @Nullable String actorSha256,
        @Nullable String scope)
        implements Serializable {
    private static final long LONGEST_MILLIS = 400L * 86_400_000L;

    /** Whether any write of an arming lies in its time and matches. */
    public boolean touches(String hostName, TimelineEntry arming) {
        return arming.event().firstMillis() < endsMillis
                && arming.event().lastMillis() >= startsMillis
                && matches(hostName, arming);
    }

    /** Whether it is about this arming of a host, were it in force at the time. */
    boolean matches(String hostName, TimelineEntry arming) {
        Fact fact = arming.event().fact();
        return coversHost(hostName, fact) && coversActor(fact.actor()) && inScope(arming);
    }

    /**
     * The canonical name, or the name with the domain that the fact gives. A name written with its domain is also the
     * host's whose facts give none; one that several machines share is meant with its domain only.
     */
    private boolean coversHost(String hostName, Fact fact) {
        if (host == null || GlobPattern.matches(host, hostName)) {
            return true;
        }
        HostName written = HostNames.parse(host, false);
        if (written == null || !hostName.equals(fact.host())) {
            return false;
        }
        String domain = fact.domain();
        return domain == null
                ? !GlobPattern.hasWildcard(host) && written.name().equals(hostName)
                : GlobPattern.matches(host, hostName + '.' + domain);
    }

    private boolean coversActor(@Nullable ProcessRef actor) {
        if (actor == null) {
            return actorExecutable == null && actorSid == null && actorSha256 == null;
        }
        return (actorExecutable == null
                        || actor.executable() != null && GlobPattern.matches(actorExecutable, actor.executable()))
                && (actorSid == null || actorSid.equalsIgnoreCase(actor.userSid()))
                && (actorSha256 == null || actorSha256.equalsIgnoreCase(actor.sha256()));
    }

    /** By the key that was written; by what is armed then where the write took a key away. */
    private boolean inScope(TimelineEntry arming) {
        if (scope == null) {
            return true;
        }
        RegistryChange change = Objects.requireNonNull(arming.event().fact().registry());
        String key = change.newKey() == null ? change.key() : change.newKey();
        String written = key.endsWith("\\lsass.exe") ? ArmedState.LSASS : ArmedState.GLOBAL;
        List<String> armed =
                arming.arming() == null ? List.of() : arming.arming().scopes();
        return armed.isEmpty() || armed.contains(written) ? scope.equals(written) : armed.contains(scope);
    }

    /** Why the entry must be refused, all of it; empty when it is sound. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (host == null && actorExecutable == null && actorSid == null && actorSha256 == null && scope == null) {
            faults.add("match is empty: it would cover every arming of the fleet; name a host, an actor or a scope");
        }
        if (endsMillis <= startsMillis) {
            faults.add("ends is not after starts");
        }
        if (endsMillis - startsMillis > LONGEST_MILLIS) {
            faults.add("it holds for more than 400 days; shorten it and renew it when it ends");
        }
        if (scope != null && !scope.equals(ArmedState.GLOBAL) && !scope.equals(ArmedState.LSASS)) {
            faults.add("scope must be global or lsass.exe, but is " + scope);
        }
        if (actorExecutable != null && actorSid == null && actorSha256 == null && wildDirectory(actorExecutable)) {
            faults.add(
                    "actor_executable has a wildcard in its directory (or for the whole file name) without actor_sid or"
                            + " actor_sha256: anybody could put a program there; name the full path or add one of them");
        }
        return faults;
    }

    private static boolean wildDirectory(String executable) {
        String file = Objects.requireNonNull(WindowsPath.fileName(executable));
        String directory = executable.substring(0, executable.length() - file.length());
        boolean anyFile = file.indexOf('*') >= 0 && file.chars().allMatch(c -> c == '*' || c == '?');
        return directory.isEmpty() || GlobPattern.hasWildcard(directory) || anyFile;
    }
}
