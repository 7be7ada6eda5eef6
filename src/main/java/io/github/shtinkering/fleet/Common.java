package io.github.shtinkering.fleet;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** What members have in common, counted by hosts. */
final class Common {
    private Common() {}

    /** What any of them bears, in order, and on how many hosts. */
    static Map<String, Integer> hosts(Collection<Member> members, Function<Member, List<String>> texts) {
        Map<String, Set<String>> hosts = new TreeMap<>();
        members.forEach(member -> texts.apply(member).forEach(text -> hosts.computeIfAbsent(text, t -> new HashSet<>())
                .add(member.host())));
        Map<String, Integer> counts = new TreeMap<>();
        hosts.forEach((text, bearers) -> counts.put(text, bearers.size()));
        return counts;
    }

    /** What most hosts bear first, in order of text among equals. */
    static List<String> first(Map<String, Integer> hosts) {
        return hosts.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Integer> e) -> -e.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What more than half of the hosts bear, in order. */
    static List<String> ofMost(Collection<Member> members, Function<Member, List<String>> texts) {
        long all = members.stream().map(Member::host).distinct().count();
        return ofAtLeast(all / 2 + 1, hosts(members, texts));
    }

    /** What so many hosts bear, in order. */
    static List<String> ofAtLeast(long least, Map<String, Integer> hosts) {
        return hosts.entrySet().stream()
                .filter(e -> e.getValue() >= least)
                .map(Map.Entry::getKey)
                .toList();
    }
}
