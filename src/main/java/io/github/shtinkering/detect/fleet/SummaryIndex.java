package io.github.shtinkering.detect.fleet;

import io.github.shtinkering.detect.fleet.FleetState.KnownIdentity;
import io.github.shtinkering.detect.fleet.count.DistinctHosts;
import io.github.shtinkering.detect.fleet.group.FleetGroup;
import io.github.shtinkering.detect.fleet.group.WriteBackMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** By which identities the groups are found whose hosts are kept in numbers. */
final class SummaryIndex {
    /** Most identities of one group; of those that one host bears the one that came first leaves first. */
    private static final int LIMIT = 1_000;

    private final WriteBackMap<KnownIdentity> identities = new WriteBackMap<>();
    /** By the group's id: all of its identities, and those of them that one host bears. */
    private final Map<String, Set<String>> ofGroup = new HashMap<>();

    private final Map<String, Set<String>> ofOneHost = new HashMap<>();

    void load(String identity, KnownIdentity known) {
        identities.load(identity, known);
        index(identity, known);
    }

    WriteBackMap<KnownIdentity> writeBack() {
        return identities;
    }

    int size() {
        return identities.size();
    }

    /** The id of the group that is found by it; null when none is. */
    @Nullable
    String groupOf(String identity) {
        KnownIdentity known = identities.get(identity);
        return known == null ? null : known.group();
    }

    /**
     * From now on the group is found by that identity, too. Returns false where it was already, or by too many.
     *
     * @param host who bears it
     */
    boolean add(FleetGroup group, String identity, String host) {
        long digest = DistinctHosts.hash(host);
        KnownIdentity known = identities.get(identity);
        if (known == null) {
            return hasRoom(group) && put(identity, new KnownIdentity(group.id, digest, false));
        }
        if (!known.shared() && known.host() != digest) {
            ofOneHost.get(known.group()).remove(identity);
            put(identity, new KnownIdentity(known.group(), known.host(), true));
            group.inNumbers().share(identity);
        }
        return false;
    }

    private boolean hasRoom(FleetGroup group) {
        if (ofGroup.getOrDefault(group.id, Set.of()).size() < LIMIT) {
            return true;
        }
        Iterator<String> first = ofOneHost.getOrDefault(group.id, Set.of()).iterator();
        if (!first.hasNext()) {
            return false;
        }
        String leaves = first.next();
        first.remove();
        ofGroup.get(group.id).remove(leaves);
        identities.remove(leaves);
        return true;
    }

    /** What found one group finds another one. */
    void move(FleetGroup from, FleetGroup into) {
        for (String identity : unindex(from)) {
            KnownIdentity known = Objects.requireNonNull(identities.get(identity));
            put(identity, new KnownIdentity(into.id, known.host(), known.shared()));
        }
    }

    void forget(FleetGroup group) {
        unindex(group).forEach(identities::remove);
    }

    private Set<String> unindex(FleetGroup group) {
        ofOneHost.remove(group.id);
        return Objects.requireNonNullElse(ofGroup.remove(group.id), Set.of());
    }

    private boolean put(String identity, KnownIdentity known) {
        identities.put(identity, known);
        index(identity, known);
        return true;
    }

    private void index(String identity, KnownIdentity known) {
        ofGroup.computeIfAbsent(known.group(), id -> new LinkedHashSet<>()).add(identity);
        if (!known.shared()) {
            ofOneHost
                    .computeIfAbsent(known.group(), id -> new LinkedHashSet<>())
                    .add(identity);
        }
    }
}
