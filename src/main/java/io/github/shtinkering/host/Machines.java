package io.github.shtinkering.host;

import io.github.shtinkering.fact.Fact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The machines that bear one short name, and whose each fact is (CONTRACT, "Host names"): names that came with two
 * domains are two machines, and so are two host ids that one source gave at the same time. What a source without ids
 * tells cannot be given to one of the two then: it stands alone.
 *
 * <p>A pure function of what was heard. An id that takes another's place is no second machine: see {@link Reimaging}.
 */
final class Machines {
    /** The machine of a name that only one bears. */
    static final String ONLY = "";

    private final HostState state;
    private final boolean domainsDiffer;
    private final Map<String, Set<String>> collidingIds = new HashMap<>();

    Machines(HostState state) {
        this.state = state;
        this.domainsDiffer = state.domains.size() > 1;
        Map<String, List<HostIdentity>> sources = new LinkedHashMap<>();
        for (HostIdentity identity : state.identities) {
            sources.computeIfAbsent(domain(identity.domain()) + '#' + identity.source(), key -> new ArrayList<>())
                    .add(identity);
        }
        sources.values().stream()
                .filter(Machines::speakAtTheSameTime)
                .forEach(identities -> identities.forEach(identity -> collidingIds
                        .computeIfAbsent(domain(identity.domain()), domain -> new HashSet<>())
                        .add(identity.id())));
    }

    private static boolean speakAtTheSameTime(List<HostIdentity> identities) {
        for (HostIdentity one : identities) {
            for (HostIdentity other : identities) {
                if (!one.id().equals(other.id()) && one.overlaps(other)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Whether surely no more than one machine bears the name, and was never installed anew: one domain, and of each
     * source one id.
     */
    static boolean surelyOne(HostState state) {
        for (HostIdentity identity : state.identities) {
            if (!surelyOneWith(state, identity)) {
                return false;
            }
        }
        return state.domains.size() <= 1;
    }

    /** Whether an id does not make two machines, or two installations, of a host that is surely one. */
    static boolean surelyOneWith(HostState state, HostIdentity heard) {
        for (HostIdentity known : state.identities) {
            if (known.source().equals(heard.source()) && !known.id().equals(heard.id())) {
                return false;
            }
        }
        return state.domains.size() <= 1;
    }

    /** A bare name joins the only known domain. */
    private String domain(@Nullable String domain) {
        return domainsDiffer && domain != null ? domain : ONLY;
    }

    /** Whether several machines bear the name. */
    boolean shareTheName() {
        return domainsDiffer || !collidingIds.isEmpty();
    }

    /** All of them, each by its label; a label never changes while the same machines are told apart. */
    List<String> all() {
        Set<String> labels = new LinkedHashSet<>();
        if (domainsDiffer) {
            state.domains.stream().filter(d -> !collidingIds.containsKey(d)).forEach(labels::add);
        }
        state.identities.forEach(identity -> labels.add(of(identity.domain(), identity.id())));
        state.facts.forEach(fact -> labels.add(of(fact)));
        state.sightings.forEach(point -> labels.add(of(point.domain(), point.hostId())));
        return labels.isEmpty() ? List.of(ONLY) : labels.stream().sorted().toList();
    }

    private String of(Fact fact) {
        return of(fact.domain(), fact.hostId());
    }

    private String of(@Nullable String domain, @Nullable String hostId) {
        String own = domain(domain);
        boolean collides =
                hostId != null && collidingIds.getOrDefault(own, Set.of()).contains(hostId);
        return collides ? own + '#' + hostId : own;
    }

    /** The domain that is part of a machine's name, where the name without it is another's, too; else empty. */
    static String domainOf(String machine) {
        int end = machine.indexOf('#');
        return end < 0 ? machine : machine.substring(0, end);
    }

    /** The facts of one of them, in the story's order. */
    List<Fact> facts(String machine) {
        return shareTheName()
                ? state.facts.stream().filter(fact -> of(fact).equals(machine)).toList()
                : state.facts;
    }

    /** The sightings of LSASS on one of them; of a bucket that several sources told of, one. */
    List<SightingPoint> sightings(String machine) {
        List<SightingPoint> own = new ArrayList<>();
        for (SightingPoint point : state.sightings) {
            if (of(point.domain(), point.hostId()).equals(machine)) {
                addOrJoin(own, point.ofAnySource());
            }
        }
        return own;
    }

    private static void addOrJoin(List<SightingPoint> points, SightingPoint point) {
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i).sameBucket(point)) {
                points.set(i, points.get(i).and(point));
                return;
            }
        }
        points.add(point);
    }

    /** The ids of one of them, the first ones first. */
    List<HostIdentity> identities(String machine) {
        return state.identities.stream()
                .filter(identity -> of(identity.domain(), identity.id()).equals(machine))
                .toList();
    }

    /** The id that a source gave last; null when none gave one. */
    @Nullable
    String idOf(String machine) {
        return identities(machine).stream()
                .max(Comparator.comparingLong(HostIdentity::toMillis).thenComparing(HostIdentity::id))
                .map(HostIdentity::id)
                .orElse(null);
    }

    /** What of the ids shapes the stories: who is told apart from whom, and when one was installed anew. */
    Object shape() {
        List<List<Long>> reimagings = state.identities.stream()
                .map(identity -> of(identity.domain(), identity.id()))
                .distinct()
                .map(machine -> Reimaging.times(identities(machine)))
                .toList();
        return List.of(collidingIds, reimagings);
    }
}
