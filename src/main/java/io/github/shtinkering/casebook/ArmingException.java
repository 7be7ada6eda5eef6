package io.github.shtinkering.casebook;

import io.github.shtinkering.fact.ProcessRef;
import io.github.shtinkering.host.Arming;
import io.github.shtinkering.host.Told;
import io.github.shtinkering.telemetry.normal.WindowsPath;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An approved exception or maintenance window: it covers armings, and nothing else (P10). All given keys must match; a
 * fact that lacks a matched field does not match.
 *
 * @param id its id
 * @param reason why it was approved
 * @param owner who answers for it
 * @param startsMillis first event time that it covers
 * @param endsMillis first event time that it no longer covers
 * @param host glob over the host's name; null for any
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

    /** Whether any write of an arming lies in its time and matches. */
    boolean touches(String hostName, Told arming) {
        return arming.event().firstMillis() < endsMillis
                && arming.event().lastMillis() >= startsMillis
                && matches(hostName, arming);
    }

    /** Whether it is about this arming of a host, were it in force at the time. */
    boolean matches(String hostName, Told arming) {
        return coversHost(hostName) && coversActor(arming) && inScope(arming);
    }

    private boolean coversHost(String hostName) {
        return host == null || Glob.matches(host, hostName);
    }

    private boolean coversActor(Told arming) {
        ProcessRef actor = arming.event().fact().actor();
        return (actorExecutable == null
                        || actor != null
                                && actor.executable() != null
                                && Glob.matches(actorExecutable, actor.executable()))
                && (actorSid == null || actor != null && actorSid.equalsIgnoreCase(actor.userSid()))
                && (actorSha256 == null || actor != null && actorSha256.equalsIgnoreCase(actor.sha256()));
    }

    private boolean inScope(Told arming) {
        if (scope == null) {
            return true;
        }
        String key = Objects.requireNonNull(arming.event().fact().registry()).key();
        boolean ofLsass = key.endsWith("\\lsass.exe");
        return scope.equals(ofLsass ? Arming.LSASS : Arming.GLOBAL);
    }

    /** Why the entry must be refused; null when it is sound. */
    @Nullable
    String refusal() {
        if (host == null && actorExecutable == null && actorSid == null && actorSha256 == null && scope == null) {
            return "match is empty: it would cover every arming of the fleet; name a host, an actor or a scope";
        }
        if (endsMillis <= startsMillis) {
            return "ends is not after starts";
        }
        if (endsMillis - startsMillis > 400L * 86_400_000L) {
            return "it holds for more than 400 days; shorten it and renew it when it ends";
        }
        if (scope != null && !scope.equals(Arming.GLOBAL) && !scope.equals(Arming.LSASS)) {
            return "scope must be global or lsass.exe, but is " + scope;
        }
        if (actorExecutable != null && actorSid == null && actorSha256 == null && wildDirectory(actorExecutable)) {
            return "actor_executable has a wildcard in its directory (or for the whole file name) without actor_sid or"
                    + " actor_sha256: anybody could put a program there; name the full path or add one of them";
        }
        return null;
    }

    private static boolean wildDirectory(String executable) {
        String file = Objects.requireNonNull(WindowsPath.fileName(executable));
        String directory = executable.substring(0, executable.length() - file.length());
        return directory.isEmpty() || Glob.hasWildcard(directory) || file.equals("*");
    }
}
