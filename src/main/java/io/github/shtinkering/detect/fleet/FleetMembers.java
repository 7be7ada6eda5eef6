package io.github.shtinkering.detect.fleet;

import io.github.shtinkering.detect.casebook.fingerprint.Fingerprint;
import io.github.shtinkering.detect.casebook.scoring.VendorAnswer;
import io.github.shtinkering.detect.fleet.group.AnswerCount;
import io.github.shtinkering.detect.fleet.group.ConnectedComponent;
import io.github.shtinkering.detect.fleet.group.ConnectedComponents;
import io.github.shtinkering.detect.fleet.group.FleetGroup;
import io.github.shtinkering.detect.fleet.group.FleetNote;
import io.github.shtinkering.detect.fleet.group.GroupMember;
import io.github.shtinkering.detect.fleet.group.GroupSummary;
import io.github.shtinkering.detect.fleet.group.IdentityNode;
import io.github.shtinkering.detect.fleet.group.WorkCounter;
import io.github.shtinkering.detect.fleet.group.WriteBackMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The members under one key that are kept one by one: by case, by age, and by what joins them. */
final class FleetMembers {
    /** Most of them; those whose time is furthest back leave first. */
    static final int LIMIT = 20_000;

    private final Fingerprint.Kind kind;
    private final int needed;
    private final Consumer<FleetGroup> groupChanged;
    private final WorkCounter effort = new WorkCounter();
    private final WriteBackMap<IdentityNode> members = new WriteBackMap<>();
    private final TreeSet<IdentityNode> byAge = new TreeSet<>(IdentityNode.BY_AGE);
    private final ConnectedComponents components;
    /** Attempts of one actor by hash or path alone: where these are on enough hosts, the rubric has points. */
    private final ConnectedComponents proofs;
    /** Of a form of launch all answers are counted, also those that confirm an alert. */
    private final AnswerCount answers = new AnswerCount();

    /**
     * No members.
     *
     * @param needed on how many hosts the fingerprint means something
     * @param groupChanged hears of each group whose answers change by who comes and goes
     */
    FleetMembers(Fingerprint.Kind kind, int needed, Consumer<FleetGroup> groupChanged) {
        this.kind = kind;
        this.needed = needed;
        this.groupChanged = groupChanged;
        this.components = new ConnectedComponents(GroupMember::identities, needed, effort);
        this.proofs = new ConnectedComponents(this::proving, needed, effort);
    }

    private List<String> proving(GroupMember member) {
        return kind != Fingerprint.Kind.ACTOR
                ? List.of()
                : member.identities().stream()
                        .filter(identity -> !identity.startsWith(Fingerprint.PATTERN))
                        .toList();
    }

    WriteBackMap<IdentityNode> writeBack() {
        return members;
    }

    WorkCounter effort() {
        return effort;
    }

    ConnectedComponents components() {
        return components;
    }

    ConnectedComponents proofs() {
        return proofs;
    }

    AnswerCount answers() {
        return answers;
    }

    int size() {
        return members.size();
    }

    boolean isFull() {
        return members.size() >= LIMIT;
    }

    /** Whose time is furthest back; there is one. */
    IdentityNode oldest() {
        return byAge.first();
    }

    /** The case of a note as it was; null for one that is new, or not kept one by one. */
    @Nullable
    IdentityNode before(FleetNote note) {
        return members.get(GroupMember.key(note.host(), note.caseId()));
    }

    // ---- who comes and goes ----------------------------------------------------------------------------------------

    void load(GroupMember kept) {
        IdentityNode node = new IdentityNode(kept);
        members.load(kept.key(), node);
        join(node);
    }

    void add(IdentityNode node) {
        members.put(node.member().key(), node);
        join(node);
    }

    private void join(IdentityNode node) {
        byAge.add(node);
        effort.spend(1);
        if (kind == Fingerprint.Kind.FORM) {
            answers.add(node.member());
            answersChanged(node.member());
        }
        if (belongs(node.member())) {
            components.add(node);
            proofs.add(node);
        }
    }

    void remove(IdentityNode node) {
        leave(node);
        components.remove(node);
        proofs.remove(node);
    }

    /** All of a component, and whatever proves that they are one. */
    void removeAll(ConnectedComponent component) {
        Set<ConnectedComponent> proving = new LinkedHashSet<>();
        for (IdentityNode node : component.nodes) {
            leave(node);
            ConnectedComponent proof = proofs.of(node);
            if (proof != null) {
                proving.add(proof);
            }
        }
        components.removeAll(component);
        proving.forEach(proofs::removeAll);
    }

    private void leave(IdentityNode node) {
        members.remove(node.member().key());
        byAge.remove(node);
        if (kind == Fingerprint.Kind.FORM) {
            answers.remove(node.member());
            answersChanged(node.member());
        }
    }

    private void answersChanged(GroupMember member) {
        ConnectedComponent component = components.of(member.identities().get(0));
        FleetGroup group = component == null ? null : component.group();
        if (group != null) {
            groupChanged.accept(group);
        }
    }

    /** Its host is answered this. */
    void answered(IdentityNode node, String campaign, boolean counts) {
        node.answered(campaign, counts);
        String key = node.member().key();
        if (members.get(key) == node) {
            members.changed(key);
        }
    }

    // ---- what they are ---------------------------------------------------------------------------------------------

    /** Who counts for a group: of a crash, only those with alerts that the evidence does not confirm, and no stage. */
    boolean belongs(GroupMember member) {
        boolean onlyAlerted = member.answer() != null
                && member.answer() != VendorAnswer.CONFIRMS
                && member.stages().isEmpty();
        return kind != Fingerprint.Kind.FORM || onlyAlerted;
    }

    boolean isProven(IdentityNode node) {
        ConnectedComponent proof = proofs.of(node);
        return proof != null && proof.held;
    }

    /** So many hosts have one actor; but an arming is common only by those that have a life of their own. */
    boolean isProven(GroupSummary summary) {
        return kind == Fingerprint.Kind.ARMING ? summary.living.count() >= needed : summary.hosts.estimated();
    }

    /** What a member's case scores in its group. */
    int score(IdentityNode node) {
        GroupMember member = node.member();
        return kind != Fingerprint.Kind.ACTOR || isProven(node) ? member.score() : member.alone();
    }

    /** What the case of a member of a group in numbers scores. */
    int score(GroupMember member, GroupSummary summary) {
        return kind != Fingerprint.Kind.ACTOR || summary.proven ? member.score() : member.alone();
    }
}
