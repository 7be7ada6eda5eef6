package io.github.shtinkering.detect.fleet;

import io.github.shtinkering.detect.casebook.fingerprint.Fingerprint;
import io.github.shtinkering.detect.casebook.scoring.VendorAnswer;
import io.github.shtinkering.detect.fleet.group.Campaign;
import io.github.shtinkering.detect.fleet.group.FleetNote;
import io.github.shtinkering.detect.fleet.group.GroupMember;
import io.github.shtinkering.detect.fleet.group.SlidingWindow;
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
    private final Fingerprint.Kind kind;
    private final Map<String, GroupMember> members = new LinkedHashMap<>();

    FleetOracle(Fingerprint.Kind kind) {
        this.kind = kind;
    }

    void take(FleetNote note) {
        String key = GroupMember.key(note.host(), note.caseId());
        if (note.fingerprint() == null) {
            members.remove(key);
        } else {
            members.put(key, GroupMember.of(note, note.fingerprint(), Long.MAX_VALUE));
        }
    }

    /** As {@link FleetOutputs#digest()}. */
    String digest() {
        int needed = FleetOutputs.THRESHOLDS.of(kind);
        List<GroupMember> belonging =
                members.values().stream().filter(this::belongs).toList();
        Set<GroupMember> proven = new HashSet<>();
        if (kind == Fingerprint.Kind.ACTOR) {
            components(belonging, identity -> !identity.startsWith(Fingerprint.PATTERN)).stream()
                    .filter(component -> holds(component, needed))
                    .forEach(proven::addAll);
        }
        TreeSet<String> groups = new TreeSet<>();
        Map<String, String> cases = new TreeMap<>();
        members.values().forEach(m -> cases.put(m.caseId(), FleetOutputs.line(m.caseId(), "", false)));
        for (List<GroupMember> component : components(belonging, identity -> true)) {
            if (!holds(component, needed)) {
                continue;
            }
            groups.add(group(component, proven));
            boolean used = component.stream().anyMatch(GroupMember::confirmed);
            boolean common =
                    holds(component.stream().filter(GroupMember::ownLife).toList(), needed);
            String together =
                    component.stream().map(GroupMember::caseId).sorted().collect(Collectors.joining(" "));
            for (GroupMember member : component) {
                boolean counts = kind == Fingerprint.Kind.ACTOR && proven.contains(member)
                        || kind == Fingerprint.Kind.ARMING && member.eligible() && !used && common;
                cases.put(member.caseId(), FleetOutputs.line(member.caseId(), together, counts));
            }
        }
        return String.join("", groups) + String.join("", cases.values());
    }

    private boolean belongs(GroupMember member) {
        return kind != Fingerprint.Kind.FORM
                || member.answer() != null
                        && member.answer() != VendorAnswer.CONFIRMS
                        && member.stages().isEmpty();
    }

    private String group(List<GroupMember> of, Set<GroupMember> proven) {
        boolean all = kind != Fingerprint.Kind.ACTOR;
        Comparator<GroupMember> worst = Comparator.comparingInt(
                        (GroupMember m) -> all || proven.contains(m) ? -m.score() : -m.alone())
                .thenComparing(GroupMember::caseId);
        GroupMember worstCase = of.stream().min(worst).orElseThrow();
        Map<String, Integer> identities = hosts(of, GroupMember::identities);
        List<String> shared = identities.entrySet().stream()
                .filter(e -> e.getValue() > 1)
                .sorted(Comparator.comparing((Map.Entry<String, Integer> e) -> -e.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        long hostCount = of.stream().map(GroupMember::host).distinct().count();
        List<String> traits = hosts(of, GroupMember::traits).entrySet().stream()
                .filter(e -> e.getValue() > hostCount / 2)
                .map(Map.Entry::getKey)
                .toList();
        // Of a crash, all answers are counted, also those that confirm an alert.
        List<GroupMember> answering = kind == Fingerprint.Kind.FORM ? List.copyOf(members.values()) : of;
        return FleetOutputs.line(
                kind,
                all || proven.contains(worstCase) ? worstCase.score() : worstCase.alone(),
                worstCase.caseId(),
                String.join("; ", shared.subList(0, Math.min(4, shared.size()))),
                of.stream().flatMap(m -> m.times().stream()).min(Long::compare).orElseThrow(),
                of.stream().flatMap(m -> m.times().stream()).max(Long::compare).orElseThrow(),
                hostCount,
                of.stream().map(GroupMember::hostName).distinct().sorted().toList(),
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

    private static long answers(List<GroupMember> members, VendorAnswer answer) {
        return members.stream()
                .filter(m -> m.answer() == answer)
                .map(GroupMember::host)
                .distinct()
                .count();
    }

    private static Map<String, Integer> hosts(
            List<GroupMember> members, java.util.function.Function<GroupMember, List<String>> texts) {
        Map<String, Set<String>> hosts = new TreeMap<>();
        members.forEach(m -> texts.apply(m).forEach(text -> hosts.computeIfAbsent(text, t -> new HashSet<>())
                .add(m.host())));
        Map<String, Integer> counts = new TreeMap<>();
        hosts.forEach((text, bearers) -> counts.put(text, bearers.size()));
        return counts;
    }

    /** Whether some time is followed by enough hosts within 24 hours. */
    private static boolean holds(List<GroupMember> members, int hosts) {
        for (GroupMember first : members) {
            for (long start : first.times()) {
                long within = members.stream()
                        .filter(m -> m.times().stream().anyMatch(t -> t >= start && t - start <= SlidingWindow.MILLIS))
                        .map(GroupMember::host)
                        .distinct()
                        .count();
                if (within >= hosts) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<List<GroupMember>> components(List<GroupMember> members, Predicate<String> joins) {
        Set<GroupMember> seen = new HashSet<>();
        List<List<GroupMember>> components = new ArrayList<>();
        Map<String, List<GroupMember>> bearers = new HashMap<>();
        members.forEach(m -> m.identities().stream()
                .filter(joins)
                .forEach(i -> bearers.computeIfAbsent(i, x -> new ArrayList<>()).add(m)));
        for (GroupMember member : members) {
            if (!seen.add(member)) {
                continue;
            }
            List<GroupMember> component = new ArrayList<>(List.of(member));
            for (int i = 0; i < component.size(); i++) {
                for (String identity : component.get(i).identities()) {
                    for (GroupMember other : joins.test(identity) ? bearers.get(identity) : List.<GroupMember>of()) {
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
