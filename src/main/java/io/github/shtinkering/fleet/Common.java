package io.github.shtinkering.fleet;

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

    /** Everything that any of them bears: what most hosts bear first, in order of text among equals. */
    static List<String> first(List<Member> members, Function<Member, List<String>> texts) {
        return hosts(members, texts).entrySet().stream()
                .sorted(Comparator.comparing(
                        (Map.Entry<String, Set<String>> e) -> -e.getValue().size()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What more than half of the hosts bear, in order. */
    static List<String> ofMost(List<Member> members, Function<Member, List<String>> texts) {
        long all = members.stream().map(m -> m.host).distinct().count();
        return ofAtLeast(all / 2 + 1, members, texts);
    }

    /** What so many hosts bear, in order. */
    static List<String> ofAtLeast(long hosts, List<Member> members, Function<Member, List<String>> texts) {
        return hosts(members, texts).entrySet().stream()
                .filter(e -> e.getValue().size() >= hosts)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<String, Set<String>> hosts(List<Member> members, Function<Member, List<String>> texts) {
        Map<String, Set<String>> hosts = new TreeMap<>();
        members.forEach(member -> texts.apply(member).forEach(text -> hosts.computeIfAbsent(text, t -> new HashSet<>())
                .add(member.host)));
        return hosts;
    }
}
