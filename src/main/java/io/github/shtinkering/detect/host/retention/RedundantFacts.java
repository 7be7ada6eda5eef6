package io.github.shtinkering.detect.host.retention;

import io.github.shtinkering.detect.host.lsass.BootMarks;
import io.github.shtinkering.detect.host.lsass.ContainerProcesses;
import io.github.shtinkering.detect.host.lsass.CorrelationWindows;
import io.github.shtinkering.fact.BootMark;
import io.github.shtinkering.fact.Fact;
import io.github.shtinkering.fact.Logon;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Facts between two others of their kind that tell as much without them: no question that is asked misses them. */
final class RedundantFacts {
    private RedundantFacts() {}

    /** What a retention class does not need; its facts are in the timeline's order. */
    static List<Fact> among(List<Fact> facts, RetentionClass retention) {
        return switch (retention) {
            case BOOTS -> between(facts, CorrelationWindows.BOOT_SPAN_MILLIS);
            case LOGONS -> between(facts, CorrelationWindows.LOGGED_ON_MILLIS);
            default -> List.of();
        };
    }

    /** What lies between two others of its kind that are no further apart than any question reaches. */
    private static List<Fact> between(List<Fact> facts, long spanMillis) {
        Map<Object, List<Fact>> kinds = new HashMap<>();
        List<Fact> redundant = new ArrayList<>();
        for (Fact fact : facts) {
            Object kind = kind(fact);
            if (kind == null) {
                continue;
            }
            List<Fact> kept = kinds.computeIfAbsent(kind, k -> new ArrayList<>());
            int size = kept.size();
            if (size >= 2 && fact.timeMillis() - kept.get(size - 2).timeMillis() <= spanMillis) {
                redundant.add(kept.remove(size - 1));
            }
            kept.add(fact);
        }
        return redundant;
    }

    /** What makes two facts of one kind; null for what is never redundant. */
    private static @Nullable Object kind(Fact fact) {
        Logon logon = fact.logon();
        if (logon != null) {
            return List.of(
                    logon.user(),
                    String.valueOf(logon.sid()),
                    logon.type(),
                    String.valueOf(fact.domain()),
                    fact.hostId() == null);
        }
        BootMark boot = fact.boot();
        boolean plain =
                boot != null && boot.bootType() == null && !boot.record().equals(ContainerProcesses.WININIT_START);
        return plain ? List.of("boot", BootMarks.isOfTheKernel(fact), String.valueOf(fact.domain())) : null;
    }
}
