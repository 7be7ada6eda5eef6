package io.github.shtinkering.fleet;

import io.github.shtinkering.casebook.FleetMark;
import io.github.shtinkering.casebook.VendorAnswer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The groups of the members that there are now, computed from nothing: what the fleet keeps step by step must be this. */
final class FleetOracle {
    private final FleetMark.Kind kind;
    private final Map<String, Member> members = new LinkedHashMap<>();

    FleetOracle(FleetMark.Kind kind) {
        this.kind = kind;
    }

    void take(FleetNote note) {
        String key = Member.key(note.host(), note.caseId());
        if (note.mark() == null) {
            members.remove(key);
        } else {
            members.put(key, Member.of(note, note.mark(), Long.MAX_VALUE));
        }
    }

    /** As {@link Told#digest()}. */
    String digest() {
        int needed = Told.THRESHOLDS.of(kind);
        List<Member> belonging = members.values().stream().filter(this::belongs).toList();
        Set<Member> proven = new HashSet<>();
        if (kind == FleetMark.Kind.ACTOR) {
            components(belonging, identity -> !identity.startsWith(FleetMark.PATTERN)).stream()
                    .filter(component -> holds(component, needed))
                    .forEach(proven::addAll);
        }
        TreeSet<String> groups = new TreeSet<>();
        Map<String, String> cases = new TreeMap<>();
        members.values().forEach(m -> cases.put(m.caseId(), Told.line(m.caseId(), "", false)));
        for (List<Member> component : components(belonging, identity -> true)) {
            if (!holds(component, needed)) {
                continue;
            }
            groups.add(group(component, proven));
            boolean used = component.stream().anyMatch(Member::confirmed);
            boolean common = holds(component.stream().filter(Member::ownLife).toList(), needed);
            String together = component.stream().map(Member::caseId).sorted().collect(Collectors.joining(" "));
            for (Member member : component) {
                boolean counts = kind == FleetMark.Kind.ACTOR && proven.contains(member)
                        || kind == FleetMark.Kind.ARMING && member.eligible() && !used && common;
                cases.put(member.caseId(), Told.line(member.caseId(), together, counts));
            }
        }
        return String.join("", groups) + String.join("", cases.values());
    }

    private boolean belongs(Member member) {
        return kind != FleetMark.Kind.FORM
                || member.answer() != null
                        && member.answer() != VendorAnswer.CONFIRMS
                        && member.stages().isEmpty();
    }

    private String group(List<Member> of, Set<Member> proven) {
        boolean all = kind != FleetMark.Kind.ACTOR;
        Comparator<Member> worst = Comparator.comparingInt(
                        (Member m) -> all || proven.contains(m) ? -m.score() : -m.alone())
                .thenComparing(Member::caseId);
        Member worstCase = of.stream().min(worst).orElseThrow();
        Map<String, Integer> identities = hosts(of, Member::identities);
        List<String> shared = identities.entrySet().stream()
                .filter(e -> e.getValue() > 1)
                .sorted(Comparator.comparing((Map.Entry<String, Integer> e) -> -e.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        long hostCount = of.stream().map(Member::host).distinct().count();
        List<String> traits = hosts(of, Member::traits).entrySet().stream()
                .filter(e -> e.getValue() > hostCount / 2)
                .map(Map.Entry::getKey)
                .toList();
        // Of a crash, all answers are counted, also those that confirm an alert.
        List<Member> answering = kind == FleetMark.Kind.FORM ? List.copyOf(members.values()) : of;
        return Told.line(
                kind,
                all || proven.contains(worstCase) ? worstCase.score() : worstCase.alone(),
                worstCase.caseId(),
                String.join("; ", shared.subList(0, Math.min(4, shared.size()))),
                of.stream().flatMap(m -> m.times().stream()).min(Long::compare).orElseThrow(),
                of.stream().flatMap(m -> m.times().stream()).max(Long::compare).orElseThrow(),
                hostCount,
                of.stream().map(Member::hostName).distinct().sorted().toList(),
                traits,
                of.stream()
                        .flatMap(m -> m.stages().stream())
                        .distinct()
                        .sorted()
                        .toList(),
                new Campaign.Answers(
                        answers(answering, VendorAnswer.CONFIRMS),
                        answers(answering, VendorAnswer.REFUTES),
                        answers(answering, VendorAnswer.CANNOT_TELL)));
    }

    private static long answers(List<Member> members, VendorAnswer answer) {
        return members.stream()
                .filter(m -> m.answer() == answer)
                .map(Member::host)
                .distinct()
                .count();
    }

    private static Map<String, Integer> hosts(
            List<Member> members, java.util.function.Function<Member, List<String>> texts) {
        Map<String, Set<String>> hosts = new TreeMap<>();
        members.forEach(m -> texts.apply(m).forEach(text -> hosts.computeIfAbsent(text, t -> new HashSet<>())
                .add(m.host())));
        Map<String, Integer> counts = new TreeMap<>();
        hosts.forEach((text, bearers) -> counts.put(text, bearers.size()));
        return counts;
    }

    /** Whether some time is followed by enough hosts within 24 hours. */
    private static boolean holds(List<Member> members, int hosts) {
        for (Member first : members) {
            for (long start : first.times()) {
                long within = members.stream()
                        .filter(m -> m.times().stream().anyMatch(t -> t >= start && t - start <= Window.MILLIS))
                        .map(Member::host)
                        .distinct()
                        .count();
                if (within >= hosts) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<List<Member>> components(List<Member> members, Predicate<String> joins) {
        Set<Member> seen = new HashSet<>();
        List<List<Member>> components = new ArrayList<>();
        Map<String, List<Member>> bearers = new HashMap<>();
        members.forEach(m -> m.identities().stream()
                .filter(joins)
                .forEach(i -> bearers.computeIfAbsent(i, x -> new ArrayList<>()).add(m)));
        for (Member member : members) {
            if (!seen.add(member)) {
                continue;
            }
            List<Member> component = new ArrayList<>(List.of(member));
            for (int i = 0; i < component.size(); i++) {
                for (String identity : component.get(i).identities()) {
                    for (Member other : joins.test(identity) ? bearers.get(identity) : List.<Member>of()) {
                        if (seen.add(other)) {
                            component.add(other);
                        }
                    }
                }
            }
            components.add(component);
        }
        return components;
    }
}
