package io.github.shtinkering.detect.fleet.group;

import io.github.shtinkering.normal.AsciiCase;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** What members have in common, counted by hosts. */
public final class CommonTraits {
    private CommonTraits() {}

    /**
     * What any of them bears, in order, and on how many hosts. Case makes no difference; of several spellings the one that
     * comes first in order stands for all, whoever came first.
     */
    public static Map<String, Integer> hosts(
            Collection<GroupMember> members, Function<GroupMember, List<String>> texts) {
        Map<String, Set<String>> hosts = new HashMap<>();
        Map<String, String> spellings = new HashMap<>();
        for (GroupMember member : members) {
            for (String text : texts.apply(member)) {
                String same = AsciiCase.lower(text);
                hosts.computeIfAbsent(same, t -> new HashSet<>()).add(member.host());
                spellings.merge(same, text, (a, b) -> a.compareTo(b) <= 0 ? a : b);
            }
        }
        Map<String, Integer> counts = new TreeMap<>();
        hosts.forEach((same, bearers) -> counts.put(spellings.get(same), bearers.size()));
        return counts;
    }

    /** What most hosts bear first, in order of text among equals. */
    public static List<String> first(Map<String, Integer> hosts) {
        return hosts.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Integer> e) -> -e.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What more than half of the hosts bear, in order. */
    static List<String> ofMost(Collection<GroupMember> members, Function<GroupMember, List<String>> texts) {
        long all = members.stream().map(GroupMember::host).distinct().count();
        return ofAtLeast(all / 2 + 1, hosts(members, texts));
    }

    /** What so many hosts bear, in order. */
    public static List<String> ofAtLeast(long least, Map<String, Integer> hosts) {
        return hosts.entrySet().stream()
                .filter(e -> e.getValue() >= least)
                .map(Map.Entry::getKey)
                .toList();
    }
}
