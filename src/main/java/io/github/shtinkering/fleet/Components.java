package io.github.shtinkering.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Members that belong together: those that share an identity, and those that share one with one of them. A host that
 * shows a program's path, one that shows its hash, and one that shows both, are one group.
 */
final class Components {
    private final int[] parents;

    private Components(int size) {
        parents = new int[size];
        for (int i = 0; i < size; i++) {
            parents[i] = i;
        }
    }

    /** The groups, in the order of their first members. */
    static List<List<Member>> of(List<Member> members) {
        return of(members, identity -> true);
    }

    /**
     * The groups by some of the identities.
     *
     * @param joins which of them join
     */
    static List<List<Member>> of(List<Member> members, Predicate<String> joins) {
        Components components = new Components(members.size());
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < members.size(); i++) {
            for (String identity : members.get(i).identities) {
                Integer other = joins.test(identity) ? first.putIfAbsent(identity, i) : null;
                if (other != null) {
                    components.join(other, i);
                }
            }
        }
        Map<Integer, List<Member>> groups = new LinkedHashMap<>();
        for (int i = 0; i < members.size(); i++) {
            groups.computeIfAbsent(components.root(i), root -> new ArrayList<>())
                    .add(members.get(i));
        }
        return List.copyOf(groups.values());
    }

    private void join(int a, int b) {
        parents[root(b)] = root(a);
    }

    private int root(int i) {
        int root = i;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }
}
