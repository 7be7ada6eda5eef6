package io.github.shtinkering.detect.host;

import io.github.shtinkering.detect.host.lsass.BootSpans;
import io.github.shtinkering.detect.host.lsass.HostIdentity;
import io.github.shtinkering.detect.host.lsass.SightingPoint;
import io.github.shtinkering.detect.host.state.HostState;
import io.github.shtinkering.detect.host.timeline.MachineEvidence;
import io.github.shtinkering.detect.host.wer.EvictedLaunches;
import io.github.shtinkering.fact.Fact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The machines that bear one short name, and whose each fact is. A second domain, or a second host id of one source, is
 * another machine only when it has a {@linkplain MachineLiveness life of its own}, or the configuration knows the domain: names and ids are the attacker's to invent. Until
 * then its records stand alone, and change nothing of the machine that has one. Where several live, what names none of
 * them may be any's, and is told of each.
 *
 * <p>A pure function of what was heard. An id that takes another's place is no second machine: see {@link HostReimaging}.
 */
final class HostDisambiguation {
    /** The machine of a name that only one bears. */
    static final String ONLY = "";

    private final HostState state;
    private final @Nullable String mainDomain;
    /** Of each domain's label, the ids whose records are not its one machine's. */
    private final Map<String, Set<String>> idsApart = new HashMap<>();
    /** Labels of records that may be any of several machines', and those. */
    private final Map<String, Set<String>> ambiguous = new HashMap<>();

    HostDisambiguation(HostState state) {
        this(state, Set.of());
    }

    /** @param ownDomains domains of which each is known to have machines of its own */
    HostDisambiguation(HostState state, Set<String> ownDomains) {
        this.state = state;
        Set<String> living = living(state.domains, domain -> p -> domain.equals(p.domain()));
        if (state.domains.size() > 1) {
            state.domains.stream().filter(ownDomains::contains).forEach(living::add);
        }
        this.mainDomain = living.size() > 1 || state.domains.isEmpty()
                ? null
                : main(state.domains, living, domain -> p -> domain.equals(p.domain()));
        if (living.size() > 1) {
            ambiguous.put(ONLY, living);
        }
        Map<List<String>, List<HostIdentity>> sources = new LinkedHashMap<>();
        for (HostIdentity identity : state.identities) {
            sources.computeIfAbsent(List.of(domain(identity.domain()), identity.source()), source -> new ArrayList<>())
                    .add(identity);
        }
        sources.forEach((source, identities) -> tellApart(source.get(0), identities));
    }

    private void tellApart(String domain, List<HostIdentity> identities) {
        List<String> ids = identities.stream().map(HostIdentity::id).distinct().toList();
        Sighted sighted = id -> p -> id.equals(p.hostId()) && domain(p.domain()).equals(domain);
        Set<String> living = living(ids, sighted);
        boolean together = speakAtTheSameTime(
                identities.stream().filter(i -> living.contains(i.id())).toList());
        if (living.size() > 1 && together) {
            idsApart.computeIfAbsent(domain, d -> new TreeSet<>()).addAll(ids);
            living.forEach(id ->
                    ambiguous.computeIfAbsent(domain, d -> new TreeSet<>()).add(domain + '#' + id));
        } else if (!living.isEmpty()) {
            ids.stream().filter(id -> !living.contains(id)).forEach(id -> idsApart.computeIfAbsent(
                            domain, d -> new TreeSet<>())
                    .add(id));
        } else if (speakAtTheSameTime(identities)) {
            String main = main(ids, Set.of(), sighted);
            ids.stream().filter(id -> !id.equals(main)).forEach(id -> idsApart.computeIfAbsent(
                            domain, d -> new TreeSet<>())
                    .add(id));
        }
    }

    /** Which sightings are those of a name. */
    private interface Sighted {
        Predicate<SightingPoint> by(String name);
    }

    private Set<String> living(List<String> names, Sighted sighted) {
        Set<String> living = new TreeSet<>();
        for (String name : names) {
            if (names.size() > 1
                    && MachineLiveness.of(state.sightings, sighted.by(name)).isOfItsOwn()) {
                living.add(name);
            }
        }
        return living;
    }

    /** The one that lives; where none does, the one of which the most is known. */
    private String main(List<String> names, Set<String> living, Sighted sighted) {
        return names.stream()
                .max(Comparator.<String, Boolean>comparing(living::contains)
                        .thenComparing(name -> MachineLiveness.of(state.sightings, sighted.by(name)))
                        .thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
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

    /** A bare name, and one of a domain for which there was no room, is the one machine's. */
    private String domain(@Nullable String domain) {
        return domain == null || domain.equals(mainDomain) || !state.domains.contains(domain) ? ONLY : domain;
    }

    /** Whether records of this name are told apart. */
    boolean shareTheName() {
        return state.domains.size() > 1 || !idsApart.isEmpty();
    }

    /** Whether several machines bear the name that each live. */
    boolean severalLive() {
        return !ambiguous.isEmpty();
    }

    /** Whether a label is that of a machine that lives, or that no other bears the name of. */
    boolean lives(String machine) {
        return severalLive()
                ? ambiguous.values().stream().anyMatch(living -> living.contains(machine))
                : machine.equals(ONLY);
    }

    /** All of them, each by its label; a label never changes while the same machines are told apart. */
    List<String> all() {
        Set<String> labels = new LinkedHashSet<>();
        state.domains.forEach(domain -> labels.add(domain(domain)));
        state.identities.forEach(identity -> labels.add(of(identity.domain(), identity.id())));
        state.facts.forEach(fact -> labels.add(of(fact)));
        state.sightings.forEach(point -> labels.add(of(point.domain(), point.hostId())));
        state.evictedLaunches.forEach(left -> labels.add(of(left.domain(), left.hostId())));
        labels.removeAll(ambiguous.keySet());
        return labels.isEmpty() ? List.of(ONLY) : labels.stream().sorted().toList();
    }

    private String of(Fact fact) {
        return of(fact.domain(), fact.hostId());
    }

    private String of(@Nullable String domain, @Nullable String hostId) {
        String own = domain(domain);
        boolean apart = hostId != null && idsApart.getOrDefault(own, Set.of()).contains(hostId);
        return apart ? own + '#' + hostId : own;
    }

    /** The domain that is part of a machine's name, where the name without it is another's, too; else empty. */
    static String domainOf(String machine) {
        int end = machine.indexOf('#');
        return end < 0 ? machine : machine.substring(0, end);
    }

    /** What is known of one of them. */
    MachineEvidence evidence(String host, String machine) {
        return new MachineEvidence(
                host, machine, facts(machine), sightings(machine), reimagings(machine), evictedLaunches(machine));
    }

    /** The facts of one of them, in the timeline's order. */
    List<Fact> facts(String machine) {
        return shareTheName()
                ? state.facts.stream()
                        .filter(fact -> of(fact).equals(machine) || mayBeOf(fact, machine))
                        .toList()
                : state.facts;
    }

    /** Whether a fact names none of the machines that live, and may be this one's. What every host tells is nobody's. */
    private boolean mayBeOf(Fact fact, String machine) {
        return !fact.kind().isBackground() && mayBe(of(fact), machine);
    }

    /** The launches that one of them had no room for; what names none of several is each one's. */
    List<EvictedLaunches> evictedLaunches(String machine) {
        return state.evictedLaunches.stream()
                .filter(left -> {
                    String label = of(left.domain(), left.hostId());
                    return label.equals(machine) || mayBe(label, machine);
                })
                .toList();
    }

    private boolean mayBe(String label, String machine) {
        for (String candidate : ambiguous.getOrDefault(label, Set.of())) {
            if (candidate.equals(machine) || !candidate.equals(label) && mayBe(candidate, machine)) {
                return true;
            }
        }
        return false;
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

    /** When one of them was installed anew, in order. */
    List<Long> reimagings(String machine) {
        return HostReimaging.times(identities(machine), this::wasStarted);
    }

    private boolean wasStarted(HostIdentity identity) {
        return state.sightings.stream().anyMatch(point -> identity.id().equals(point.hostId()))
                || state.facts.stream()
                        .anyMatch(
                                fact -> BootSpans.isMark(fact) && identity.id().equals(fact.hostId()));
    }

    /** The id that a source gave last; null when none gave one. */
    @Nullable
    String idOf(String machine) {
        return identities(machine).stream()
                .max(Comparator.comparingLong(HostIdentity::toMillis).thenComparing(HostIdentity::id))
                .map(HostIdentity::id)
                .orElse(null);
    }

    /** What of the ids shapes the timelines: who is told apart from whom, and when one was installed anew. */
    Object shape() {
        List<List<Long>> reimagings = state.identities.stream()
                .map(identity -> of(identity.domain(), identity.id()))
                .distinct()
                .map(this::reimagings)
                .toList();
        return List.of(String.valueOf(mainDomain), idsApart, ambiguous, reimagings);
    }

    /** The name as far as it is told apart; a domain or id for which there was no room is none. */
    static Fact known(Fact fact, HostState state) {
        boolean domain = fact.domain() == null || state.domains.contains(fact.domain());
        boolean id = fact.hostId() == null
                || state.identities.stream().anyMatch(known -> known.id().equals(fact.hostId()));
        return domain && id
                ? fact
                : fact.with(fact.header().withMachine(domain ? fact.domain() : null, id ? fact.hostId() : null));
    }

    /** Forgets ids of sightings for which there is no room any more. */
    static void forgetUnknownIds(HostState state) {
        List<SightingPoint> known = new ArrayList<>();
        for (SightingPoint point : state.sightings) {
            boolean id = point.hostId() == null
                    || state.identities.stream().anyMatch(i -> Objects.equals(i.id(), point.hostId()));
            addOrJoin(known, id ? point : point.withoutId());
        }
        state.sightings.clear();
        state.sightings.addAll(known);
    }
}
